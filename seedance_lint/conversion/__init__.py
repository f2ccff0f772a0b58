"""Prompts and requests from any contract to any other."""

from seedance_lint.conversion.convert import NotOneRequest, convert_prompt, convert_request, convert_tags, prompt_losses, target_for
from seedance_lint.conversion.loss import Converted, Loss

__all__ = ["Converted", "Loss", "NotOneRequest", "convert_prompt", "convert_request", "convert_tags", "prompt_losses", "target_for"]
