"""What tells that a program makes pictures, or sends a prompt to another model, though nobody writes the model's id beside the prompt."""

import pytest

from seedance_lint.contracts.recognise import Chosen
from seedance_lint.hosts import Root
from seedance_lint.profiles.load import load_profile
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
from seedance_lint.requests.programs import FOR_NOBODY, of_us
from tests.hosts.places import read

PROGRAMS = {
    "a constant of another model": ("a.py", "client.make(prompt='one', model=Model.KLING_V2, duration=5)", []),
    "a constant in a mapping": ("a.py", "post(json={'prompt': 'one', 'model': Model.KLING_V2, 'duration': 5})", []),
    "a pipeline of another model": ("a.py", "from seedance import SeedancePipeline\npipe = SeedancePipeline('Wan-AI/Wan2.1-T2V-1.3B')\npipe.generate(prompt='one', num_frames=81)\nreel = SeedancePipeline('seedance')\nreel.generate(prompt='two', num_frames=81)", ["two"]),
    "a picture of a function of the project": ("a.ts", "// Seedance\nimport {parseImageTaskRequest, parseVideoTaskRequest} from './a'; parseImageTaskRequest({prompt: 'one', ratio: '1:1'}); parseVideoTaskRequest({prompt: 'two', ratio: '1:1'})", ["two"]),
    "a sound": ("a.py", "# Seedance\nprovider.submit(AudioParams(prompt='one', speed=2))\nclient.submit_audio(prompt='two', duration=5)\nclient.make_clip_with_audio(prompt='three', duration=5)", ["three"]),
    "a model that is an object": (
        "a.ts",
        "// Seedance\nconst N = [{data: {selectedModel: {id: 'wan2.5-text-to-image'}, formValues: {prompt: 'one, slow motion'}}}, {data: {selectedModel: {id: 'seedance-2.0'}, formValues: {prompt: 'two, slow motion'}}}]",
        ["two, slow motion"],
    ),
    "a model of the house by its key": ("a.json", '{"title": "Seedance 2.0", "by_model": {"jimeng-3": {"prompt": "one", "duration": 5}, "seedance-2.0": {"prompt": "two", "duration": 5}}}', ["two"]),
    "a prompt for each product": ("a.json", '{"seedancePrompt": "one", "veoPrompt": {"prompt": "two"}, "klingPrompt": {"prompt": "three", "multi_prompt": [{"prompt": "four", "duration": 5}]}, "grokPrompt": {"prompt": "five"}}', ["one"]),
    "a prompt for each product on a page": ("a.md", '# Seedance prompts\n```json\n{"seedancePrompt": "one", "veoPrompt": {"prompt": "two"}, "klingPrompt": {"prompt": "three"}}\n```\n', ["one"]),
    "values beside another model": ("a.json", '{"title": "Seedance", "nodes": [{"modelId": "kling/o1", "parameterValues": {"prompt": "one", "duration": 5}}, {"modelId": "seedance-2.0", "parameterValues": {"prompt": "two", "duration": 5}}]}', ["two"]),
    "a command that runs any model": (
        "a.sh",
        "# Seedance\nstudio app run falai/fabric-1-0 --input '{\"prompt\": \"one\", \"image\": \"a.png\"}'\nstudio app run bytedance/seedance-2-0 --input '{\"prompt\": \"two\", \"image\": \"a.png\"}'\nuv run scripts/clip --prompt three --duration 5",
        ["two", "three"],
    ),
    "a command in a sentence": ("a.sh", "seedance generate --prompt and --duration 5 work\nseedance generate --prompt one --duration 5", ["one"]),
    "a constant of ours": ("a.py", "client.make(prompt='one', model=Model.SEEDANCE_2, duration=5)", ["one"]),
    "a constant of a script": ("a.ts", "make({prompt: 'one', model: Models.KLING_V2, duration: 5})", []),
    "an adapter of another model with a name": (
        "a.ts",
        "// Seedance\nconst adapter = falVideo('fal-ai/veo3.1'); generateVideo({adapter, prompt: 'one', duration: 5}); const reel = klingVideo('v3'); generateVideo({adapter: reel, prompt: 'two', duration: 5})",
        [],
    ),
    "an adapter of ours with a name": ("a.ts", "const adapter = falVideo('bytedance/seedance-2.0/text-to-video'); generateVideo({adapter, prompt: 'one', duration: 5})", ["one"]),
    "a constant in an object of an object": ("a.ts", "make({prompt: 'one', settings: {model: Models.KLING_V2}, duration: 5})", []),
    "a function of a description of another model": (
        "a.ts",
        "const M = {k: {name: 'kling-ai', body: (i) => ({prompt: `${i.prompt}, sharp`, frames: 5})}}",
        [],
    ),
    "a function of a description of ours": (
        "a.ts",
        "const M = {s: {name: 'seedance', body: (i) => ({prompt: `${i.prompt}, sharp`, duration: 5})}}",
        ["{}, sharp"],
    ),
    "jobs of a tool for pictures": ("a.ts", "call({name: 'studio_create_image', arguments: {jobs: [{prompt: 'one'}], wait: false}})", []),
    "jobs of a tool for videos": ("a.ts", "call({name: 'studio_create_video', arguments: {jobs: [{prompt: 'one'}], wait: false}})", ["one"]),
    "the family of another model": ("a.py", "# Seedance\ntool.execute({'prompt': 'one', 'model_family': 'minimax_h3_local'})", []),
    "a family of ours": ("a.py", "tool.execute({'prompt': 'one', 'model_family': 'seedance_2.5'})", ["one"]),
    "shots beside another model": ("a.py", "post(json={'model': 'kling-3', 'shots': [{'prompt': 'one', 'duration': 5}]})", []),
    "a picture of a program that makes both": ("a.sh", "curl https://a.example/x -d '{\"generate_type\": \"text2imageByConfig\", \"prompt\": \"one\", \"ratio\": \"1:1\"}'", []),
    "a function for pictures": ("a.ts", "// Seedance\nawait generateImage({prompt: 'one', size: '1K'}); await generateVideo({prompt: 'two', image: a})", ["two"]),
    "a method for pictures": ("a.py", "# Seedance\nclient.create_character_image(prompt='one', ratio='1:1')\nclient.make(prompt='two', ratio='1:1')", ["two"]),
    "an object for pictures": ("a.py", "from seedance_tools import ImageGenerator\nImageGenerator().run(prompt='one', ratio='1:1')", []),
    "music and speech": ("a.py", "# Seedance\nclient.generate_music(prompt='one', duration=9)\ntext_to_speech(prompt='two', duration=9)\nmake_reel(prompt='three', duration=9)", ["three"]),
    "a text about a video": ("a.ts", "// Seedance\nawait generateVideoScript({prompt: 'one'}); await generateText({prompt: 'two'}); await generateVideo({prompt: 'three'})", ["three"]),
    "a form to be filled in": ("a.ts", "const [form, set] = useState({model: 'seedance-2.0', prompt: '', duration: 5})", []),
    "a form on a page": ("a.md", '```json\n{"model": "seedance-2.0", "prompt": "", "task_id": "", "shot": ""}\n```\n', []),
    "an empty prompt that is sent": ("a.ts", "fal.subscribe('bytedance/seedance-2.0/text-to-video', {input: {model: 'seedance-2.0', prompt: '', duration: 5}})", [""]),
    "an empty prompt that is posted": ("a.py", "requests.post('https://a.example/v1', json={'model': 'seedance-2.0', 'prompt': '', 'duration': 5})", [""]),
    "a picture that is given": ("a.py", "# Seedance\ngenerate_from_image(prompt='one', image=a)\nanimate_image(prompt='two', image=a)", ["one", "two"]),
    "pictures of a number of words": ("a.ts", "dreaminaText2Image({prompt: 'one', ratio: '1:1'}); dreaminaText2Video({prompt: 'two', ratio: '1:1'})", ["two"]),
    "a language model": ("a.py", "# Seedance\nself.llm.chat(prompt='one', system='b')\nself.call_seedance_llm(prompt='two')\nask_gemini(prompt='four')\nself.chat_film.make(prompt='three')", ["three"]),
    "what makes another prompt": ("a.ts", "// Seedance\nenhancePrompt({prompt: 'one'}); new PromptOptimizer({prompt: 'two'}); queuePrompt({prompt: 'three'})", ["three"]),
    "an address for pictures": ("a.py", "# Seedance\npost('/api/image', json={'prompt': 'one', 'seed': 7})\npost('/api/image-to-video', json={'prompt': 'two', 'seed': 7})", ["two"]),
    "the type of a value": (
        "a.ts",
        "// Seedance\nconst a: ImageParams = {prompt: 'one', ratio: '1:1'}; const b: Partial<ImageParams>[] = [{prompt: 'two', ratio: '1:1'}]; const c = ({prompt: 'three', ratio: '1:1'}) as ImageParams; const d: ClipParams = {prompt: 'four', ratio: '1:1'}",
        ["four"],
    ),
    "a class for pictures": ("a.py", "# Seedance\nImageRequest(prompt='one', ratio='1:1')\nImageToVideoRequest(prompt='two', ratio='1:1')", ["two"]),
    "a type of ours": ("a.ts", "const a: SeedanceParams = {content: [{type: 'text', text: 'one'}]}; const b: Params = {content: [{type: 'text', text: 'two'}]}", ["one"]),
    "a constant of something of ours": ("a.ts", "send({model: SEEDANCE_MODELS.FAST, content: [{type: 'text', text: 'one'}]}); send({model: MODELS.FAST, content: [{type: 'text', text: 'two'}]})", ["one"]),
    "a constant of a module of ours": ("a.py", "send(model=seedance_models.FAST, content=[{'type': 'text', 'text': 'one'}])\nsend(model=seedance_models.KLING, content=[{'type': 'text', 'text': 'two'}])", ["one"]),
    "a model that there is not": ("a.ts", "// Seedance\nsend({model: 'fixture-model', prompt: 'one', duration: 5}); send({model: 'mocha-model', prompt: 'two', duration: 5})", ["one"]),
    "what becomes a picture": ("a.json", '[{"prompt": "one", "output": "draft/one.png"}, {"prompt": "two", "output": "two.mp4"}, {"prompt": "three", "output": "a.png", "duration": 5}]', ["two", "three"]),
    "a prompt by another name": ("a.py", "# Seedance\npost(json={'prompt_en': 'one kite', 'duration': 5})\npost(json={'prompt_en': 'two kites', 'size': 5})\npost(json={'enhancedPrompt': 'three kites', 'ratio': '1:1'})", ["one kite", "three kites"]),
    "a prompt of a motion beside a file": ("a.ts", "import {make} from './seedance'; make({imageUrl: 'https://a.io/a.png', motionPrompt: 'one kite'}); make({title: 'T', motionPrompt: 'two kites'})", ["one kite"]),
    "what says of itself that it is a prompt": ("a.ts", "// Seedance\nmake({shot: {id: 'a', index: 1, assets: [], prompt: 'one kite of the prompt'}}); make({shot: {title: 'T', prompt: 'two of the prompts'}}); make({prompt: 'prompt C [图1]'})", ["one kite of the prompt", "prompt C [图1]"]),
    "the address of a file before the prompt": ("a.ts", "import {Seedance} from 'seedance'; const c = new Seedance(); c.imageToVideo('https://a.io/a.png', 'one kite rises', {duration: 5}); c.imageToVideo('https://a.io/b.png', {duration: 5})", ["one kite rises"]),
    "a model of one letter": ("a.py", "# Seedance\nText.text_to_video('one kite rises', model='m')\nText.text_to_video('two kites rise', model='mm')", ["one kite rises"]),
    "options that come to be at run time": ("a.ts", "const a = ['text2video', `--prompt=\"${p}\"`, '--model_version=seedance2.0']; const b = ['text2video', '--prompt=one kite rises', '--model_version=seedance2.0']", ["one kite rises"]),
    "what a page calls a prompt": ("a.ts", "// Seedance\nconst t = {finalPrompt: 'Final video prompt', duration: 'Duration'}; send({finalPrompt: 'one kite', duration: 5})", ["one kite"]),
    "two words beside files": ("a.py", "from seedance_tools import Film\nfilm = Film()\nfilm.make_clip('Kites rise', image_url=a)\nfilm.make_clip('Kites fall')", ["Kites rise"]),
    "a model for pictures of the same house": ("a.py", "send(ImageGenRequest(prompt='one', model='jimeng:jimeng-sdxl'))\nsend(VideoRequest(prompt='two', model='jimeng:jimeng-video'))", ["two"]),
    "a question to a language model": ("a.py", "# Seedance\ngenerate_content_json('be kind', [{'type': 'text', 'text': 'one'}, {'type': 'image_url', 'image_url': {'url': 'https://a.io/a.png'}}])", []),
    "a model of pictures": ("a.ts", "// Seedance\nawait m.imageModel('one').doGenerate({prompt: 'one', seed: 1}); await m.videoModel('two').doGenerate({prompt: 'two', seed: 1})", ["two"]),
    "a model inside of options": ("a.ts", "// Seedance\nmake({prompt: 'one', options: {modelId: 'wan2.6-image-to-video'}}); make({prompt: 'two', options: {modelId: 'seedance-2.0'}})", ["two"]),
    "pictures of a story": ("a.py", "# Seedance\nexecute_storyboard_task('a', {'prompt': 'one'})\nexecute_character_task('a', {'prompt': 'two'})\nexecute_video_task('a', {'prompt': 'three'})", ["three"]),
    "where the prompt of a workflow is": ("a.yaml", "prompt: ['15', inputs, text]\nfirst_frame: ['16', inputs, image]\n", []),
    "what a chat is told to be": ("a.py", "# Seedance\nmake(prompt=f'You are an editor of {a}. Write one title.', seed=1)\nmake(prompt=f'An editor of {a} writes a title.', seed=1)", ["An editor of {} writes a title."]),
    "a text that is left out of parts": ("a.ts", "// Seedance\nsend([{type: 'text', text: '...'}, {type: 'image_url', image_url: {url: 'https://a.io/a.png'}}])", []),
    "another product of a module of ours": ("a.py", "from seedance_tools import nodes\nnodes.KlingNode.run(prompt='one')\nnodes.FilmNode.run(prompt='two')", ["two"]),
    "what holds prompts of pictures and sounds": (
        "a.yaml",
        "seedance:\n- prompt: one kite\n  duration: 5\nthumbnail:\n  prompt: two kites\nkeyframes:\n- prompt: three kites\n  aspect_ratio: '1:1'\nmusic:\n  prompt: four\n  duration: 30\nimages:\n- prompt: five kites\n  duration: 5\n",
        ["one kite", "five kites"],
    ),
    "steps of a plan": ("a.ts", "// Seedance\nconst steps = [{step: 'image', prompt: 'one kite', aspectRatio: '1:1'}, {step: 'video', prompt: 'two kites', duration: 5}]", ["two kites"]),
    "a model of somebody on a host of many": ("a.py", "# Seedance\nreplicate.run('acme/motion-x', input={'prompt': 'one'})\nreplicate.run('acme/motion-x:0123abcd', input={'prompt': 'two'})\nreplicate.run('bytedance/seedance-2.0', input={'prompt': 'three'})", ["three"]),
    "a prediction of such a model": ("a.ts", "// Seedance\nreplicate.predictions.create({model: 'acme/motion-x', input: {prompt: 'one'}}); replicate.run('acme/motion-x', {input: {prompt: 'two'}}); replicate.run('bytedance/seedance-2.0', {input: {prompt: 'three'}})", ["three"]),
    "a version of a model": ("a.py", f"# Seedance\nreplicate.predictions.create(version='{'5c7d' * 16}', input={{'prompt': 'one'}})", []),
    "a path that is no model": ("a.py", "# Seedance\nclient.run('shots/opening', input={'prompt': 'one', 'duration': 5})", ["one"]),
    "what is named after a picture or a sound": ("a.tsx", "// Seedance\nconst a = Image({prompt: 'one'}); const b = Music({prompt: 'two', duration: 9}); const c = Clip({prompt: 'three', duration: 5})", ["three"]),
    "options for music": ("a.ts", "// Seedance\nbuild('music', baseMusicOpts({prompt: 'one', duration: 60})); build('film', baseFilmOpts({prompt: 'two', duration: 6}))", ["two"]),
    "a name on the way": ("a.json", '{"models": {"seedance-2.0": {"example": {"prompt": "one"}}, "kling_v3": {"example": {"prompt": "two"}}, "fal-ai/motion-x": {"prompt": "three"}, "individual": {"prompt": "four"}}}', ["one", "four"]),
    "a name on the way to what is ours": ("a.json", '{"kling": {"compare": {"model": "seedance-2.0", "shot": {"prompt": "one", "duration": 5}}}}', ["one"]),
    "a script for music": ("a.py", "# Seedance\nrun_script('suno_music.sh', ['--prompt', 'one kite', '--music-video'])\nrun_script('clip.sh', ['--prompt', 'two kites', '--duration', '5'])", ["two kites"]),
    "a provider that is preferred": ("a.py", "# Seedance\nselect({'prompt': 'one', 'preferred_provider': 'hunyuan_cloud'})\nselect({'prompt': 'two', 'preferred_provider': 'ark'})", ["two"]),
    "a language model of the house": ("a.py", "# Seedance\nsend({'api_name': 'doubao_seed_2_1_turbo', 'prompt': 'one'})\nsend({'api_name': 'doubao_seedance_2_0', 'prompt': 'two'})", ["two"]),
    "the first line names another product": ("a.json", '[{"title": "Seedance", "prompt": "GPT image 2\\n\\na kite"}, {"title": "b", "prompt": "Sora runs to the sea.\\na kite"}]', ["Sora runs to the sea.\na kite"]),
    "the message of an answer": ("a.ts", "// Seedance\nsend({model: 'seedance-2.0', choices: [{message: {...message, content: [{type: 'image_url', image_url: {url}}]}}]})", []),
    "what a function waits for": ("a.ts", "// Seedance\nfunction waitForEnter(prompt) { return rl.question(prompt) }\nfunction film(prompt) { return rl.write(prompt) }\nwaitForEnter('one kite rises'); film('two kites rise')", ["two kites rise"]),
    "a name of several words in a script": ("a.sh", "need_text 'design-seedance-night-course' 'the name of the course'\nsend_text 'seedance-2.0' 'a kite rises at dusk'", ["a kite rises at dusk"]),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), PROGRAMS.values(), ids=PROGRAMS)
def test_what_is_said_of_the_model(path, text, expected) -> None:
    roots = [root for root in read(path, text) if isinstance(root, Root)]
    assert [each.prompt for root in roots for each in find_requests(root.value, Contracts(), root.around).found] == expected


LINES = {
    "a tool for pictures": ("Call `generateImage`:", 0),
    "a tool in several languages": ("调用 `makeImageAsync` 工具：", 0),
    "an address for pictures": ("`POST /api/generate-image`", 0),
    "an address for videos": ("`POST /api/generate-video`", 1),
    "another model": ("**Model**: `kling-3.0`", 0),
    "a product in words": ("For Kling 3.0:", 0),
    "a tool for videos": ("Call `generateVideo`:", 1),
    "a field": ("Clips need `duration_seconds`:", 1),
    "two names": ("After `generateImage`, call `generateVideo`:", 1),
    "a sentence": ("Kling 3.0 needs more than that.", 1),
}


@pytest.mark.parametrize(("line", "count"), LINES.values(), ids=LINES)
@pytest.mark.parametrize("mark", ["", "> "])
def test_the_line_in_front_of_a_body_says_what_it_is_for(line, count, mark) -> None:
    page = f'# Clips with Seedance\n\n{mark}{line}\n{mark}\n{mark}```json\n{mark}{{"prompt": "a red kite", "duration": 5}}\n{mark}```\n'
    (root,) = [root for root in read("a.md", page) if isinstance(root, Root)]
    assert len(find_requests(root.value, Contracts(), root.around).found) == count


@pytest.mark.parametrize("line", ["Response:", "**Example response** (200):", "响应示例：", "Agent 输出结构："])
def test_what_comes_back_is_no_request(line) -> None:
    page = '# Clips with Seedance\n\n{}\n\n```json\n{{"model": "seedance-2.0", "prompt": "a red kite", "duration": 5}}\n```\n'
    assert read("a.md", page.format(line)) == []
    assert len(read("a.md", page.format("Request:"))) == len(read("a.md", page.format("Request and response:"))) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("### `seedance_text_to_image`\n\n```json\n{body}\n```\n", 0),
        ("### 3.2 图生图（URL 输入）\n\n```json\n{body}\n```\n", 0),
        ("### 图片编辑\n\n```json\n{body}\n```\n", 0),
        ("### 图生视频\n\n```json\n{body}\n```\n", 1),
        ("### `seedance_text_to_video`\n\n```json\n{body}\n```\n", 1),
        ("### Seedance: text-to-image, text-to-video\n\n```json\n{body}\n```\n", 1),
        ('```python\nfal_client.run("fal-ai/talking-heads/v2", arguments={body})\n```\n', 0),
        ('```python\nfal_client.run("fal-ai/bytedance/seedance-2.0", arguments={body})\n```\n', 1),
        ('```python\nrequests.post("https://api.wavespeed.ai/api/v3/wavespeed-ai/talking-heads", json={body})\n```\n', 0),
    ],
)
def test_a_name_of_ours_may_be_of_a_tool_for_pictures_and_a_model_of_a_host_another(text, count) -> None:
    page = f"# Clips with Seedance\n\n{text.replace('{body}', BODY)}"
    roots = [root for root in read("a.md", page) if isinstance(root, Root)]
    assert [each.prompt for root in roots for each in find_requests(root.value, Contracts(), root.around).found] == ["a red kite"] * count


BODY = '{"prompt": "a red kite", "duration": 5}'
DUMMIES = {
    "a letter": ("a.py", "send('bytedance/seedance-2.0', prompt='p', duration=5)", []),
    "letters of several": ("a.ts", "// Seedance\nmakeVideo('p', {prompt: 'p'}); makeVideo('x1', {prompt: 'x1', duration: 5}); makeVideo('a kite', {prompt: 'a kite'})", ["a kite"]),
    "an option": ("a.sh", "seedance generate --prompt x --duration 5", []),
    "marks": ("a.py", "send('bytedance/seedance-2.0', prompt='-')", []),
    "pieces of prompts": ("a.ts", "// Seedance\nexport const CAMERA_STYLES = [{id: 'a', prompt: 'a slow dolly'}]; const SHOTS = [{id: 'b', prompt: 'a kite'}]", ["a kite"]),
    "pieces in a mapping": ("a.py", "# Seedance\nHOOKS = {'a': {'prompt': 'a slow dolly'}, 'b': {'prompt': '@Image1 walks'}, 'c': {'prompt': 'a kite', 'model': 'seedance-2.0'}}", ["@Image1 walks", "a kite"]),
    "a short word": ("a.py", "send('bytedance/seedance-2.0', prompt='sea')", ["sea"]),
    "one sign of Chinese": ("a.py", "send('bytedance/seedance-2.0', prompt='海')", ["海"]),
    "what the run tells": ("a.py", "send('bytedance/seedance-2.0', prompt=f'{a}, 4k')", ["{}, 4k"]),
    "a request that is data": ("a.json", '{"model": "seedance-2.0", "prompt": "p", "duration": 5}', ["p"]),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), DUMMIES.values(), ids=DUMMIES)
def test_a_letter_in_place_of_a_prompt(path, text, expected) -> None:
    roots = [root for root in read(path, text) if isinstance(root, Root)]
    found = [of_us(find_requests(root.value, Contracts(), root.around), root.value, text, root.around).found for root in roots]
    assert [each.prompt for requests in found for each in requests] == expected


AMONG_OTHERS = {
    "something of our product": ("a.ts", "// Seedance\nsend({prompt: 'an owl on a fence', label: 'Owl'})", ["an owl on a fence"]),
    "nothing of a video": ("a.ts", "// Seedance, Kling\nsend({prompt: 'an owl on a fence', label: 'Owl'})", []),
    "pictures as well": ("a.ts", "// Seedance\nfetch('/api/generate-image'); send({prompt: 'an owl on a fence', label: 'Owl'})", []),
    "a word within another": ("a.ts", "// Seedance\nconst reflux = 1; send({prompt: 'an owl on a fence', label: 'Owl'})", ["an owl on a fence"]),
    "an ordinary word": ("a.ts", "// Seedance: uma das imagens, una imagen\nsend({prompt: 'an owl on a fence', label: 'Owl'})", ["an owl on a fence"]),
    "a command for videos": ("a.sh", '# dreamina\ncli image2image --prompt "a roof"\n"$cli" text2video --prompt "an owl on a fence" --model_version "$MODEL"', ["an owl on a fence"]),
    "a word of film making": ("a.ts", "// Seedance, Kling\nsend({prompt: 'close-up of an owl on a fence', label: 'Owl'})", ["close-up of an owl on a fence"]),
    "a field of videos": ("a.ts", "// Seedance, Kling\nsend({prompt: 'an owl on a fence', duration: 5})", ["an owl on a fence"]),
    "milliseconds": ("a.ts", "// Seedance, Kling\nsend({prompt: 'an owl on a fence', durationMs: 2000})", ["an owl on a fence"]),
    "a field of videos inside": ("a.ts", "// Seedance, Kling\nsend({prompt: 'an owl on a fence', more: {duration: 5}})", ["an owl on a fence"]),
    "a function for videos": ("a.py", "# Seedance, Kling\nqueue.submit_video_task(prompt='an owl on a fence')\nqueue.submit(prompt='an owl on a roof')", ["an owl on a fence"]),
    "files": ("a.ts", "// Seedance, Kling\nsend({prompt: 'an owl on a fence', last_frame_image: 'https://a.io/a.png'})", ["an owl on a fence"]),
    "a tag": ("a.ts", "// Seedance, Kling\nsend({prompt: 'the owl of @Image1', label: 'Owl'})", ["the owl of @Image1"]),
    "a name beside it": ("a.ts", "// Kling\nsend({prompt: 'an owl on a fence', provider: 'seedance'}); send({prompt: 'an owl on a roof', provider: 'any'})", ["an owl on a fence"]),
    "what a model can do": ("a.ts", "// Seedance\nsend({prompt: 'close-up of an owl', capability: 'kontext-edit'}); send({prompt: 'close-up of a fence', capability: 'seedance-i2v'})", ["close-up of a fence"]),
    "an order to an assistant": ("a.json", '{"evals": [{"id": 1, "prompt": "Sum up the report for me", "files": []}]}', []),
    "a prompt and nothing else": ("a.json", '{"prompt": "An owl on a fence"}', ["An owl on a fence"]),
    "a prompt alone inside of others": ("a.json", '{"nodes": [{"id": 1, "options": {"prompt": "Sum up the report for me"}}]}', []),
    "the size of a picture": ("a.json", '{"prompt": "Close-up of an owl", "size": "1152x896"}', []),
    "the size of a video": ("a.json", '{"prompt": "Close-up of an owl", "size": "1152x896", "seconds": 5}', ["Close-up of an owl"]),
    "data about us": ("a.yaml", "# Seedance\ncases:\n- id: 1\n  prompt: An owl on a fence\n", ["An owl on a fence"]),
    "only stored": ("a.py", "# Seedance, Kling\nsave(Task(title='a', prompt='an owl on a fence')); make_video_task.delay(save(store(Task(prompt='an owl on a roof'))))", []),
    "what became of it": ("a.ts", "// Seedance\nconst a = {prompt: 'an owl', model: 'seedance-2.0', status: 'success', taskId: 't1'}; const b = {prompt: 'a fence', model: 'seedance-2.0', status: 'idle'}", ["a fence"]),
    "an entry of a history": ("a.ts", "// Seedance\nadd({prompt: 'an owl', videoUrl: 'https://a.io/a.mp4', createdAt: '2026-01-01'}); send({prompt: 'a fence', createdAt: '2026-01-01'})", ["a fence"]),
    "a result of ours": ("a.ts", "// Seedance\nadd({prompt: 'an owl', model: 'seedance-2.0', generationId: 'g1'})", []),
    "the type of a picture": ("a.ts", "// Seedance\nsave({prompt: 'an owl', mimeType: 'image/png'}); send({prompt: 'a fence', mimeType: 'video/mp4'})", ["a fence"]),
    "an answer": ("a.md", '# Seedance\n\n```json\n{"success": true, "prompt": "an owl", "taskId": "1"}\n```\n\n```json\n{"prompt": "a fence", "ratio": "1:1"}\n```\n', ["a fence"]),
    "a body among others": ("a.md", "# Skills\n\nSeedance, Kling.\n\n```sh\ncurl https://a.io/v1/text-to-icon -d '{\"prompt\": \"an owl\"}'\ncurl https://a.io/v1/video -d '{\"prompt\": \"a fence\"}'\n```\n\n## Kling\n\n```json\n{\"prompt\": \"a roof\"}\n```\n", ["a fence"]),
    "a body below our name": ("a.md", '# Skills: Kling\n\n## Seedance\n\n```json\n{"prompt": "a fence"}\n```\n', ["a fence"]),
    "stored results are data": ("a.yaml", "# Seedance\n- prompt: An owl on a fence\n  status: completed\n  task_id: a\n", ["An owl on a fence"]),
    "a word for a default": ("a.json", '{"seedance": {"prompt": "auto", "duration": 5}}', []),
    "a part of a workflow": ("a.json", '{"seedance": {"prompt": "187:text", "duration": 5}}', []),
    "another provider": ("a.ts", "// Seedance\nsave({prompt: 'an owl', provider: 'topaz'})", []),
    "the model before ours": ("a.py", "# Seedance 1.5 Pro\nsend(prompt='An owl on a fence', duration=5)", []),
    "the model before ours in a variable": ("a.ts", "const MODEL = 'seedance-1-0-pro'; send({prompt: 'An owl on a fence', duration: 5}); send({prompt: 'The owl of @Image1', duration: 5})", ["The owl of @Image1"]),
    "a function of the model before ours": ("a.ts", "// Seedance 1.5\napi.seedanceImageToVideo({prompt: 'An owl on a fence', imageUrls, duration})", []),
    "the model before ours and ours": ("a.py", "# Seedance 1.5 Pro, Seedance 2.0\nsend(prompt='An owl on a fence', duration=5)", ["An owl on a fence"]),
    "Jimeng before Seedance": ("a.kt", 'val request = VideoProV30T2VRequest(prompt = "An owl on a fence", frames = 121) // jimeng', []),
    "a preset of Jimeng before Seedance": ("a.sh", 'jimeng video submit --preset i2v-recamera --prompt "An owl on a fence" --image-url https://a.io/a.png\n', []),
    "the version of a package": ("a.py", "# seedance 1.0.2\nsend(prompt='An owl on a fence', duration=5)", ["An owl on a fence"]),
    "help for the model before ours": ("a.py", '"""Clips with Seedance 1.0 Pro.\n\nUsage:\n    python clip.py --prompt "An owl on a fence" --duration 5\n"""', []),
    "what a chat is asked about a picture": ("a.py", "content = [{'type': 'text', 'text': 'Tell me about the owl.'}, {'type': 'image_url', 'image_url': {'url': url}}]", []),
    "what a page says of its fields": ("a.ts", "// Seedance\nconst labels = {prompt: 'An owl on a fence', duration: '5'}; const shots = {prompt: 'A fence', duration: '5'}", ["A fence"]),
    "data with a duration": ("a.yaml", "cases:\n- duration: 5\n  prompt: An owl on a fence\n", ["An owl on a fence"]),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), AMONG_OTHERS.values(), ids=AMONG_OTHERS)
def test_what_names_our_product_among_others_or_not_at_all(path, text, expected) -> None:
    roots = [root for root in read(path, text) if isinstance(root, Root)]
    found = [of_us(find_requests(root.value, Contracts(), root.around), root.value, text, root.around).found for root in roots]
    assert [each.prompt for requests in found for each in requests] == expected


BODIES = {
    "a picture": ('```json\n{"input": {"prompt": "a kite"}, "webhook": "https://example.com"}\n```', [], 0),
    "what a chat is asked": ('```sh\ncurl http://localhost:5000/ask -d \'{"input": {"prompt": "a kite"}}\'\n```', [], 0),
    "a video": ('```json\n{"prompt": "a kite", "duration": 5}\n```', [], 1),
    "a tag": ('```json\n{"prompt": "the kite of @Image1"}\n```', ["the kite of @Image1"], 0),
    "a tag in Korean": ('```json\n{"prompt": "@이미지1 의 연"}\n```', ["@이미지1 의 연"], 0),
    "a model": ('```json\n{"model": "sd-2-fast", "prompt": "a kite"}\n```', ["a kite"], 0),
    "a fence of ours": ("```prompt\na kite\n```", ["a kite"], 0),
    "a page that lists us among others": (
        'Veo, Kling and Seedance, for one.\n\n```json\n{"prompt": "a kite", "duration": 5}\n```\n\n```json\n{"prompt": "@Image1 as a kite", "duration": 5}\n```',
        ["@Image1 as a kite"],
        0,
    ),
    "a page that compares us": ('Kling or Seedance.\n\n```json\n{"prompt": "a kite", "duration": 5}\n```', ["a kite"], 0),
    "a page about us": ('Seedance:\n\n```json\n{"input": {"prompt": "a kite"}}\n```', ["a kite"], 0),
}


@pytest.mark.parametrize(("text", "expected", "others"), BODIES.values(), ids=BODIES)
def test_bodies_on_a_page_that_names_no_product_of_ours(text, expected, others) -> None:
    page = f"# Tools\n\n{text}\n"
    roots = [root for root in read("a.md", page) if isinstance(root, Root)]
    found = [of_us(find_requests(root.value, Contracts(), root.around), root.value, page, root.around) for root in roots]
    assert [request.prompt for each in found for request in each.found] == expected
    assert sum(each.skipped for each in found) == others


FENCES = {
    "the model in another call": (
        'm = client.models.get("bytedance/seedance-1.5-pro")\n\n\ndef send(prompt):\n    run(m, {"prompt": prompt})\n\n\nsend(prompt="a kite over the dunes")',
        0,
    ),
    "one of ours": (
        'm = client.models.get("bytedance/seedance-2.0")\n\n\ndef send(prompt):\n    run(m, {"prompt": prompt})\n\n\nsend(prompt="a kite over the dunes")',
        1,
    ),
    "both of them": ('OLD, NEW = "seedance-1.0-pro", "seedance-2.0"\nsend(prompt="a kite over the dunes", duration=5)', 1),
}


@pytest.mark.parametrize(("program", "count"), FENCES.values(), ids=FENCES)
def test_the_one_model_that_a_fence_names_is_that_of_its_requests(program, count):
    roots = [root for root in read("a.md", f"# Seedance by code\n\n```python\n{program}\n```\n") if isinstance(root, Root)]
    found = [request for root in roots for request in find_requests(root.value, Contracts(), root.around).found]
    assert len(found) == count


EXPECTED = {
    "a part of a request": ("a.ts", "// Seedance\nexpect(body).toMatchObject({model: 'seedance-2.0', prompt: 'an owl', content: [{type: 'image_url'}]})", []),
    "a part of an argument": ("a.ts", "// Seedance\nexpect(send).toHaveBeenCalledWith(expect.objectContaining({model: 'seedance-2.0', prompt: 'an owl'}))", []),
    "a whole one of ours": ("a.ts", "// Seedance\nexpect(body).toEqual({model: 'seedance-2.0', prompt: 'an owl'})", ["an owl"]),
    "what a function is given inside": (
        "a.ts",
        "// Seedance\nassert.deepEqual(payloadOf({prompt: 'an owl', duration: 5}), {prompt: 'a fox', duration: 5})",
        ["an owl"],
    ),
    "what is only written in another way": (
        "a.ts",
        "// Seedance\nexpect(send).toHaveBeenCalledWith(JSON.stringify({prompt: 'an owl', duration: 5}))",
        [],
    ),
    "a whole one of no product": ("a.ts", "// Seedance\nexpect(body).toEqual({prompt: 'an owl', duration: 5})", []),
    "a call of a stand-in": ("a.py", "# Seedance\nsend.assert_called_once_with(prompt='an owl', duration=5)\nsend(prompt='an owl', duration=5)", ["an owl"]),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), EXPECTED.values(), ids=EXPECTED)
def test_what_a_test_expects_is_sent_elsewhere(path, text, expected) -> None:
    roots = [root for root in read(path, text) if isinstance(root, Root)]
    found = [of_us(find_requests(root.value, Contracts(), root.around), root.value, text, root.around).found for root in roots]
    assert [each.prompt for requests in found for each in requests] == expected


ORDERS = "Read the plan of the kitchen first. " * 12
KITE = "A red kite rises over the dunes, slow push in, wind in the grass."
OF_SOMETHING_ELSE = {
    "a command in elements": ("a.toml", f'prompt = "<objective>\\nPlan a tracking shot.\\n</objective>\\n@plan.md {ORDERS}"\n', []),
    "a record of one, which names our product": ("a.json", '{"used": {"prompt": "Read these. <skills>seedance</skills>", "names": ["a"]}}', []),
    "below the model of pictures of a page about ours": ("a.md", f'# Seedance\n\n```json\n{{"model": "gemini-3-pro-image", "stills": [{{"prompt": "{KITE}", "ratio": "1:1"}}]}}\n```\n', []),
    "below a model of ours": ("a.md", f'# Seedance\n\n```json\n{{"model": "seedance-2.0", "stills": [{{"prompt": "{KITE}", "ratio": "1:1"}}]}}\n```\n', [KITE]),
    "beside the model of another film": ("a.json", f'{{"film": {{"title": "a", "model": "MiniMax-H3"}}, "shots": [{{"id": "b", "duration": 9, "prompt": "{KITE}"}}]}}', []),
    "beside a model of ours in a film": ("a.json", f'{{"film": {{"title": "a", "model": "seedance-2-5"}}, "shots": [{{"id": "b", "duration": 9, "prompt": "{KITE}"}}]}}', [KITE]),
    "beside the model of a chat": ("a.json", f'{{"plan": {{"title": "a", "model": "MiniMax-M2"}}, "shots": [{{"id": "b", "duration": 9, "prompt": "{KITE}"}}]}}', [KITE]),
    "what a chat answered": ("a.json", '{"status": "done", "prompt": "Look at the loop.", "content": [{"type": "text", "text": "A loop."}]}', []),
    "a long text with one word of film making": ("a.json", f'{{"prompt": "{ORDERS} Then plan the dolly.", "names": ["a"]}}', []),
    "what a terminal asks": ("a.js", "// Seedance\nfunction wait(prompt) {}\nwait('👉 Press any key now'); wait('👉 按 Enter 继续'); wait('按照图片，小船靠岸')", ["按照图片，小船靠岸"]),
    "what a box asks": ("a.js", "// Seedance\nwindow.showInputBox({title: 'Key', prompt: `Paste the key of ${HOST}, it stays in the keychain.`})", []),
    "a name of something else": ("a.sh", "need 'seedance-motion-notes' 'the name of it'\nneed 'seedance-2.0' 'a kite rises'\n", ["a kite rises"]),
    "of a model before": ("a.md", f"# Seedance 1.5\n\n```python\nmake_video(prompt='a kite rises')\n```\n\n**Prompt:** {KITE}\n\n**Prompt:** The kite of @Image1. {KITE}\n", [f"The kite of @Image1. {KITE}"]),
    "of data on a model before": ("a.json", f'{{"model_id": "fal-ai/seedance-v1/pro", "examples": [{{"title": "a", "request": {{"prompt": "{KITE}", "duration": "6"}}}}]}}', []),
    "of data on ours": ("a.json", f'{{"model_id": "fal-ai/seedance-2.0", "examples": [{{"title": "a", "request": {{"prompt": "{KITE}", "duration": "6"}}}}]}}', [KITE]),
    "of a program that only remarks on our product": ("a.py", f'"""Stills with flux; Seedance animates them."""\nCUTS = [dict(slug="a", prompt="{KITE}")]  # for Seedance\nkie.generate_gpt_image(CUTS)\n', []),
    "of a program that sends to ours": ("a.py", f'"""Stills with flux; Seedance animates them."""\nCUTS = [dict(slug="a", prompt="{KITE}")]\nsend_to_seedance(CUTS)\n', [KITE]),
    "right below another product": ("a.py", f"import seedance, seedream\nCAMERAS = {{}}\ncall = resolve('seedream')\nrun(call, {{'prompt': '{KITE}'}})\n", []),
    "right below ours": ("a.py", f"import seedance, seedream\nCAMERAS = {{}}\ncall = resolve('seedance')\nrun(call, {{'prompt': '{KITE}'}})\n", [KITE]),
    "for some seconds": ("a.md", f"# Seedance 15s films\n\nhttps://example.com/seedance/10-3.png\n\n**Prompt:** {KITE}\n", [KITE]),
    "of several models": ("a.md", f"# Seedance 1.5, Seedance 2.0\n\n**Prompt:** {KITE}\n", [KITE]),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), OF_SOMETHING_ELSE.values(), ids=OF_SOMETHING_ELSE)
def test_what_is_for_an_assistant_a_person_or_an_earlier_model(path, text, expected) -> None:
    roots = [root for root in read(path, text) if isinstance(root, Root)]
    found = [of_us(find_requests(root.value, Contracts(), root.around), root.value, text, root.around, root.offset).found for root in roots]
    assert [each.prompt for requests in found for each in requests] == expected


FILM = "Close-up of an owl"
FOR_ANYBODY = {
    "what reads like a film": (f'[{{"id": 1, "prompt": "{FILM}"}}, {{"id": 2, "prompt": "A fence"}}]', [], 1),
    "each of them": (f'[{{"id": 1, "prompt": "{FILM}"}}, {{"id": 2, "prompt": "{FILM}"}}]', [], 2),
    "a film in elements": ('{"prompt": "<shot>A kettle, slow push in.</shot> Dawn.", "names": ["a"]}', [], 1),
    "a long film": (f'{{"prompt": "{ORDERS} Tracking shot, slow push in.", "names": ["a"]}}', [], 1),
    "what a picture shows": (f'[{{"prompt": "{FILM}", "image": "a.png", "imageAlt": "An owl"}}, {{"id": 2, "prompt": "{FILM}"}}]', [], 1),
    "the size of a picture": (f'{{"prompt": "{FILM}", "size": "1152x896"}}', [], 0),
    "a field of a video": (f'{{"prompt": "{FILM}", "seconds": 5}}', [FILM], 0),
    "files": (f'{{"prompt": "{FILM}", "image_urls": ["https://a.io/a.png"], "id": 1}}', [FILM], 0),
    "a tag": ('{"prompt": "Close-up of @Image1", "id": 1}', ["Close-up of @Image1"], 0),
    "no film": ('{"prompt": "Sum up the report for me", "id": 1}', [], 0),
    "nothing else": (f'{{"prompt": "{FILM}"}}', [FILM], 0),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "unread"), FOR_ANYBODY.values(), ids=FOR_ANYBODY)
def test_what_only_reads_like_a_film_is_counted(text, expected, unread) -> None:
    """In data that names nobody."""
    (root,) = (root for root in read("a.json", text) if isinstance(root, Root))
    found = of_us(find_requests(root.value, Contracts(), root.around), root.value, text, root.around)
    assert [each.prompt for each in found.found] == expected
    assert [each.reason for each in found.unread] == [FOR_NOBODY] * unread
    chosen = Contracts(chosen=Chosen((load_profile("fal-2.0"),)))
    assert not of_us(find_requests(root.value, chosen, root.around), root.value, text, root.around).unread


SAVED = """// Seedance clips
const clips = [{{prompt: '{text}', video: 'a.mp4'}}];
link.href = URL.{method}(new Blob([JSON.stringify(clips)]));
"""


@pytest.mark.parametrize(("method", "count"), [("createObjectURL", 1), ("createObject", 0)])
def test_a_page_that_saves_its_prompts_makes_nothing_else_of_them(method, count):
    roots = [
        root
        for root in read("a.js", SAVED.format(text="A kite rises over the dunes, slow push-in.", method=method))
        if isinstance(root, Root)
    ]
    assert sum(len(find_requests(root.value, Contracts(), root.around).found) for root in roots) == count
