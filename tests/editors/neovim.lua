-- Drives a real Neovim: opens a file, waits for diagnostics, applies a quick fix, completes a tag, and writes down what it saw.
-- Environment: SETUP (the Lua of the documentation), FILE (what to edit), REPORT (where to write).

local report = { version = tostring(vim.version()) }

local function finish()
  local out = assert(io.open(vim.env.REPORT, 'w'))
  out:write(vim.json.encode(report))
  out:close()
  vim.cmd('qall!')
end

local function wait(what, condition)
  local done = vim.wait(20000, condition, 20)
  report.waited = report.waited or {}
  if not done then
    table.insert(report.waited, what)
  end
  return done
end

local function codes()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, { each.code, each.lnum, each.col, each.end_col })
  end
  table.sort(found, function(left, right) return left[3] < right[3] end)
  return found
end

local function line(number)
  return vim.api.nvim_buf_get_lines(0, number, number + 1, false)[1]
end

local function run()
  dofile(vim.env.SETUP)
  vim.cmd.edit(vim.env.FILE)
  report.filetype = vim.bo.filetype
  wait('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)
  report.diagnostics = codes()

  -- gra on the misspelled tag, with the fix that is preferred
  local at = report.diagnostics[1]
  vim.api.nvim_win_set_cursor(0, { at[2] + 1, at[3] })
  local before = line(at[2])
  vim.lsp.buf.code_action({ filter = function(action) return action.isPreferred end, apply = true })
  wait('fix', function() return line(at[2]) ~= before end)
  report.fixed = line(at[2])
  wait('diagnostics after the fix', function() return #vim.diagnostic.get(0) < #report.diagnostics end)
  report.after = codes()

  -- fix everything else, as the documentation says
  before = line(at[2])
  vim.lsp.buf.code_action({ context = { only = { 'source.fixAll.seedance-lint' } }, apply = true })
  wait('fix all', function() return line(at[2]) ~= before end)
  report.fixed_all = line(at[2])

  report.hints = {}
  wait('inlay hints', function() -- those of the fixed line
    local second = vim.lsp.inlay_hint.get({ bufnr = 0 })[2]
    return second and second.inlay_hint.position.character == line(at[2]):find(' as character', 1, true) - 1
  end)
  for _, each in ipairs(vim.lsp.inlay_hint.get({ bufnr = 0 })) do
    table.insert(report.hints, { each.inlay_hint.label, each.inlay_hint.position.character })
  end

  -- type " and @" at the end of the prompt, take the offer that is chosen
  local last = vim.api.nvim_buf_line_count(0) - 1
  vim.api.nvim_win_set_cursor(0, { last + 1, 0 })
  local keys = vim.api.nvim_replace_termcodes('A and @', true, false, true)
  vim.api.nvim_feedkeys(keys, 't', false)
  local menu = vim.uv.new_timer()
  local tries = 0
  menu:start(100, 50, vim.schedule_wrap(function()
    tries = tries + 1
    if vim.fn.pumvisible() == 1 then
      menu:stop()
      report.offers = vim.tbl_map(function(item) return item.word end, vim.fn.complete_info({ 'items' }).items)
      vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes('<C-y><Esc>', true, false, true), 't', false)
      vim.defer_fn(function()
        report.completed = line(last)
        finish()
      end, 300)
    elseif tries > 200 then
      menu:stop()
      table.insert(report.waited, 'completion')
      finish()
    end
  end))
end

vim.schedule(function()
  local ok, problem = pcall(run)
  if not ok then
    report.problem = problem
    finish()
  end
end)
