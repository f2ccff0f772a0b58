"""Functions from elsewhere that are given a prompt by its position."""

import pytest

from seedance_lint.hosts import Passed, Root
from seedance_lint.requests import find_requests
from seedance_lint.requests.contracts import Contracts
from seedance_lint.source import Span
from tests.hosts.places import read

CALLS = {
    "files by their names": ("a.py", "from seedance import build\nbuild('@Image1 walks on', images=['a.png'])", [("@Image1 walks on", 1)]),
    "a list behind it": ("a.py", "from seedance import generate_video\ngenerate_video('@Image1 walks on', ['a.png', 'b.png'])", [("@Image1 walks on", 2)]),
    "a list with a name": ("a.py", "from seedance import make_clip\nI = ['a.png']\nmake_clip('@Image1 walks on', I)", [("@Image1 walks on", 1)]),
    "files of no certain kind": ("a.py", "from seedance import make_clip\nmake_clip('@Image1 walks on', [a, b])", [("@Image1 walks on", None)]),
    "a module that is called after us": ("a.py", "from seedance import build_payload\nbuild_payload('a quay at dawn')", [("a quay at dawn", None)]),
    "a method": ("a.py", "# Seedance\nclient.submit_video('a quay at dawn', duration=5)", [("a quay at dawn", 0)]),
    "a method of a script": ("a.ts", "// Seedance\nawait api.renderClip('a quay at dawn', {images: ['a.png'], duration: 5})", [("a quay at dawn", 1)]),
    "a function of a script": ("a.ts", "import {createSeedanceVideo} from './seedance';\ncreateSeedanceVideo('a quay at dawn', ['a.png'])", [("a quay at dawn", 1)]),
    "a prompt and files by their names": ("a.py", "# Seedance\nfrom lib import generate\nPROMPT = '@Image1 walks on'\nIMAGES = ['a.png']\ngenerate(PROMPT, IMAGES)", [("@Image1 walks on", 1)]),
    "files and a prompt by their names": ("a.py", "# Seedance\nimport lib\nPROMPT = '@Image1 walks on'\nlib.create_task(['a.png'], PROMPT)", [("@Image1 walks on", 1)]),
    "a prompt and files of a script by their names": ("a.ts", "// Seedance\nimport {run} from './lib';\nconst heroPrompt = '@Image1 walks on';\nawait run(heroPrompt, ['a.png'])", [("@Image1 walks on", 1)]),
    "a prompt by its name alone": ("a.py", "# Seedance\nfrom lib import generate\nPROMPT = 'a quay at dawn'\ngenerate(PROMPT)", []),
    "a question with a picture by their names": ("a.py", "# Seedance\nfrom lib import ask_model\nPROMPT = 'what do you see here'\nIMAGES = ['a.png']\nask_model(PROMPT, IMAGES)", []),
    "a function of a module that is called after us": ("a.py", "from seedance_client import generate\ngenerate('a quay at dawn')", [("a quay at dawn", None)]),
    "a program that does not name us": ("a.py", "generate_video('a quay at dawn', ['a.png'])", []),
    "another name": ("a.py", "# Seedance\ncreate_video_title('a quay at dawn', ['a.png'])", []),
    "a payload of anything": ("a.py", "# Seedance\nbuild_payload('a quay at dawn')", []),
    "a question": ("a.py", "# Seedance\nask_model('what do you see here', images=['a.png'])", []),
    "a test": ("a.ts", "// Seedance\nit('creates a video with images', () => {});\ntest('a video of three images', run)", []),
    "a method of a program that does not name us": (
        "a.py", "class C:\n    def ask(self, prompt):\n        pass\n    def f(self):\n        self.ask('a quay at dawn')", []),
    "a class that is given a model": (
        "a.py", "from clips import GenerationRequest\nGenerationRequest('a quay at dawn', 'doubao-seedance-2-0-260128', 5)", [("a quay at dawn", None)]),
    "a model with a name": (
        "a.py", "MODEL = 'doubao-seedance-2-0-260128'\nclips.VideoJob('@Image1 walks on', MODEL, images=['a.png'])", [("@Image1 walks on", 1)]),
    "files by their types": (
        "a.py",
        "clips.VideoJob('@Image1 walks on', 'seedance-2.0', references=(ref('image_url', 'https://example.com/a.png', 'first_frame'), ref('video_url', 'https://example.com/b.mp4')))",
        [("@Image1 walks on", 1)]),
    "files of which one is not certain": (
        "a.py",
        "clips.VideoJob('@Image1 walks on', 'seedance-2.0', references=(ref('image_url', 'https://example.com/a.png'), ref('image_url', given)))",
        [("@Image1 walks on", None)]),
    "the model of another one": (
        "a.py", "B = GenerationRequest('a quay at dawn', 'seedance-2.0')\nGenerationRequest('rain', B.model)\nassert {'model': B.model, 'prompt': B.prompt}",
        [("a quay at dawn", None)]),
    "a model of another module": (
        "a.py", "# Seedance\nfrom clips import VideoJob, TEST_MODEL\nVideoJob('a quay at dawn', TEST_MODEL, ratio='1:1')\nVideoJob('a pier at dawn', other)", [("a quay at dawn", None)]),
    "a model of another module of a script": (
        "a.ts", "// Seedance\nimport {VideoJob, VIDEO_MODEL, other} from './a';\nnew VideoJob('a quay at dawn', VIDEO_MODEL); new VideoJob('a pier at dawn', other)", [("a quay at dawn", None)]),
    "a second name": ("a.py", "# Seedance\nfrom clips import generate_video as make\nmake('a quay at dawn')", [("a quay at dawn", 0)]),
    "a second name in a script": ("a.ts", "// Seedance\nimport {generateVideo as make} from 'clips';\nmake('a quay at dawn')", [("a quay at dawn", 0)]),
    "two names of a text": ("a.py", "# Seedance\nshown = prompt = 'a quay at dawn'\nclient.submit_video(prompt, duration=5)", [("a quay at dawn", 0)]),
    "a member of an enumeration": (
        "a.py", "class M(str, Enum):\n    OURS = 'seedance-2.0'\nclips.RenderTask('@Image1 walks on', M.OURS, images=['a.png'])", [("@Image1 walks on", 1)]),
    "the value of a member": (
        "a.py", "class M(Enum):\n    OURS = 'seedance-2.0'\nclips.RenderTask('@Image1 walks on', M.OURS.value, images=['a.png'])", [("@Image1 walks on", 1)]),
    "a constant of a class with a base": (
        "a.py", "class C(Base):\n    MODEL = 'seedance-2.0'\nclips.RenderTask('@Image1 walks on', C.MODEL, images=['a.png'])", [("@Image1 walks on", 1)]),
    "a class of a script": ("a.ts", "const M = 'seedance-2.0';\nnew VideoJob('@Image1 walks on', M, {images: ['a.png']})", [("@Image1 walks on", 1)]),
    "an enumeration of a script": ("a.ts", "enum M {Ours = 'seedance-2.0'}\nnew VideoJob('a quay at dawn', M.Ours)", [("a quay at dawn", None)]),
    "a static field of a script": ("a.ts", "class C {static M = 'seedance-2.0'}\nsubmitJob('a quay at dawn', C.M)", [("a quay at dawn", 0)]),
    "a model before the prompt": ("a.py", "client.generate_video('seedance-2.0-mini', 'A quay at dawn', duration=5)", [("A quay at dawn", 0)]),
    "a model with a name before the prompt": (
        "a.py", "M = 'seedance-2.0'\nc = VideoClient(key)\nc.create_video_task(M, 'a quay', resolution='480p')", [("a quay", 0)]),
    "a model before the prompt, and files": (
        "a.py", "clips.generate_video('seedance-2.0', '@Image1 walks on', image_urls=['a.png'])", [("@Image1 walks on", 1)]),
    "a model before a prompt that is computed": ("a.py", "clips.generate_video('seedance-2.0', prompt)", []),
    "a model before a prompt that is computed, and a length": ("a.py", "clips.generate_video('seedance-2.0', prompt, duration=5)", []),
    "a model before the name of a prompt": ("a.py", "clips.generate_video('seedance-2.0', prompt='A quay at dawn')", [("A quay at dawn", None)]),
    "a model and nothing behind it": ("a.py", "clips.generate_video('seedance-2.0-mini', duration=5)", []),
    "a model before the files": ("a.py", "clips.generate_video('seedance-2.0', ['a.png', 'b.png'])", []),
    "a model before an id": ("a.py", "clips.create_video_task('seedance-2.0', 'task-17')", []),
    "a model before the title of something": ("a.py", "clips.create_video_title('seedance-2.0', 'A quay at dawn')", []),
    "a model in a message": ("a.py", "# Seedance\nlog.info('seedance-2.0', 'A quay at dawn')", []),
    "a model before the prompt of a script": (
        "a.ts", "await clips.generateVideo('seedance-2.0-mini', 'A quay at dawn', {duration: 5})", [("A quay at dawn", None)]),
    "a model before the prompt of a function of a script": (
        "a.ts", "import {createVideoTask} from 'clips';\nconst M = 'seedance-2.0';\ncreateVideoTask(M, 'a quay', {image_urls: ['a.png']})", [("a quay", 1)]),
    "a model of a script and nothing behind it": ("a.ts", "clips.generateVideo('seedance-2.0-mini', {duration: 5})", []),
    "a model of a script before an id": ("a.ts", "clips.createVideoTask('seedance-2.0', 'task-17')", []),
    "a function of the program that takes a model first": (
        "a.py", "def create_video(model, title):\n    pass\ncreate_video('seedance-2.0', 'a quay at dawn')", []),
    "a method of an object of ours": ("a.py", "SeedanceTextToVideo().run('a quay at dawn', '480p', 5)", [("a quay at dawn", 0)]),
    "an object of ours with a name": ("a.py", "c = SeedanceClient(key)\nc.generate('@Image1 walks on', ['a.png'])", [("@Image1 walks on", 1)]),
    "a model before the prompt of an object of ours": (
        "a.py", "c = SeedanceClient(key)\nc.generate('seedance-2.0', 'A quay at dawn', ratio='16:9')", [("A quay at dawn", 0)]),
    "a model before the prompt of an object of others": ("a.py", "c = ChatClient(key)\nc.generate('seedance-2.0', 'A quay at dawn')", []),
    "a model before something else of ours": ("a.py", "c = SeedanceClient(key)\nc.estimate('seedance-2.0', 'Five seconds at night')", []),
    "another method of ours": ("a.py", "c = SeedanceClient(key)\nc.wait('for this task here')", []),
    "a method of an object of others": ("a.py", "# Seedance\nc = ChatClient(key)\nc.generate('a quay at dawn')", []),
    "the state of a page": (
        "a.tsx", "const [prompt, setPrompt] = useState('@Image1 walks on');\npost({model: 'seedance-2.0', prompt, image_urls: ['a.png']})", [("@Image1 walks on", 1)]),
    "the state of a page that waits for its user": ("a.tsx", "const [prompt, setPrompt] = useState('');\npost({model: 'seedance-2.0', prompt, image_urls: ['a.png']})", []),
    "a text that may be missing": ("a.ts", "log({model: 'seedance-2.0', promptText: body.find((each) => each.text)?.text || null})", []),
    "what a prompt is if none is given": (
        "a.ts", "const {prompt = 'a quay at dawn', url} = await req.json();\npost({model: 'seedance-2.0', prompt})", [("a quay at dawn", 0)]),
    "a line of a log": ("a.py", "# Seedance\nlogger.success('the task of today is done', name=n, ratio=r)", []),
    "a question to the user": ("a.py", "# Seedance\n@click.option('--what', prompt='What to film')\ndef f(what):\n    pass", []),
    "a question that a function of the program asks": (
        "a.py", "# Seedance\ndef ask_flag(prompt, default):\n    return input(f'{prompt} [y/n] ') == 'y'\nask_flag('Keep the old clips here', True)", []),
    "a question that a method asks": (
        "a.py",
        "# Seedance\nclass C:\n    def flag(self, prompt):\n        print(prompt)\n        return input(prompt + '? ')\n    def f(self):\n        self.flag('Keep the old clips')",
        []),
    "a prompt that is shown before it is sent": (
        "a.py",
        "# Seedance\ndef make(prompt):\n    input(f'{prompt}?')\n    return send({'model': 'seedance-2.0', 'prompt': prompt})\nmake('a quay at dawn')",
        [("a quay at dawn", None)]),
    "a prompt for a method called like a question": (
        "a.py", "# Seedance\ndef make(prompt):\n    return pipe.input(prompt)\nmake('a quay at dawn')", [("a quay at dawn", None)]),
    "a prompt for a function of the program called like a question": (
        "a.py", "# Seedance\ndef ask(text):\n    return post(text)\ndef make(prompt):\n    return ask(prompt)\nmake('a quay at dawn')", [("a quay at dawn", None)]),
    "an option with a name in it": ("a.py", "P = '@Image1 walks on'\nrun(['seedance', f'--prompt={P}', '--image', 'a.png'])", [("@Image1 walks on", 1)]),
    "another model": ("a.py", "# Seedance\nclips.GenerationRequest('a quay at dawn', 'doubao-seed-1-8-251228')", []),
    "a message about a model": ("a.py", "MODEL = 'doubao-seedance-2-0-260128'\nlogger.info('this is the model', MODEL)\nraise VideoError('no such model here', MODEL)", []),
    "a word in Chinese": ("a.py", "# Seedance\ncreate_video('灯塔亮起来')", []),
    "some words in Chinese": ("a.py", "# Seedance\ncreate_video('灯塔亮起来了')", [("灯塔亮起来了", 0)]),
    "a word": ("a.py", "# Seedance\ncreate_video('task-17')", []),
    "a function of the script that takes nothing by its name": (
        "a.ts", "// Seedance\nconst createVideo = () => log(arguments)\ncreateVideo('a quay at dawn')", []),
    "a function of the program that takes something else": (
        "a.py", "# Seedance\ndef create_video(title):\n    pass\ncreate_video('a quay at dawn')", []),
}  # fmt: skip


def found(path: str, text: str):
    """Return prompt and number of images of each request; None for a number that is not known."""
    roots = [root for root in read(path, text) if isinstance(root, Root)]
    requests = [each for root in roots for each in find_requests(root.value, Contracts(), root.around).found]
    return [(each.prompt, None if each.assets is None else each.given("image")) for each in requests]


PLACED = {
    "a model and a prompt": ("a.py", "from seedance import build_payload\nbuild_payload('seedance-2.0', 'a quay at dawn')", [("a quay at dawn", None)]),
    "a model, a prompt and files": (
        "a.py", "from seedance import build_payload\nbuild_payload('seedance-2.0', '@Image1 walks on', ['a.png'])", [("@Image1 walks on", 1)]),
    "a model behind a key": ("a.py", "call_api(KEY, 'seedance-2.0', 'a quay at dawn', 5)", [("a quay at dawn", None)]),
    "a model behind a client": ("a.py", "client.create_task(session, 'seedance-2.0', 'a quay at dawn')", [("a quay at dawn", None)]),
    "a model of another module": (
        "a.py", "# Seedance\nfrom clips import VIDEO_MODEL\nclient.submit_video(VIDEO_MODEL, 'a quay at dawn')", [("a quay at dawn", 0)]),
    "a script": ("a.ts", "const body = buildBody('seedance-2.0', '@Image1 walks on', ['a.png']);", [("@Image1 walks on", 1)]),
    "a picture that is not in sight": ("a.py", "# Seedance\nclient.image_to_video(picked, 'the cat yawns slowly')", [("the cat yawns slowly", None)]),
    "a picture that a script does not show": ("a.ts", "// Seedance\nawait api.imageToVideo(picked, 'the cat yawns slowly');", [("the cat yawns slowly", None)]),
    "a title": ("a.py", "# Seedance\nfrom clips import make_clip\nmake_clip('quay', 'a quay at dawn, tracking shot')", [("a quay at dawn, tracking shot", None)]),
    "another name of the prompt": (
        "a.py", "from seedance import build\nbuild_payload(model='seedance-2.0', text='@Image1 walks on', images=['a.png'])", [("@Image1 walks on", 1)]),
    "another name of it, of a video": ("a.py", "# Seedance\nclient.generate_video(description='a quay at dawn', duration=5)", [("a quay at dawn", 0)]),
    "a name of a model": ("a.py", "check_limits('seedance-2.0', 'a quay at dawn')", []),
    "a description of a model": ("a.py", "register(model='seedance-2.0', description='a model of videos')", []),
    "a resolution": ("a.py", "create_task('seedance-2.0', '1080p', 5)", []),
    "a message": ("a.py", "# Seedance\nlog_video(task, 'the video was made, tracking shot by shot')", []),
    "a title without a film": ("a.py", "# Seedance\nmake_clip(key, 'words of another kind')", []),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), PLACED.values(), ids=PLACED)
def test_prompts_that_do_not_stand_first(path, text, expected) -> None:
    assert found(path, text) == expected


@pytest.mark.parametrize(("path", "text", "expected"), CALLS.values(), ids=CALLS)
def test_functions_from_elsewhere(path, text, expected) -> None:
    assert found(path, text) == expected


SEND = "fal_client.run('bytedance/seedance-2.0/image-to-video', arguments={'prompt': args.prompt, 'image_url': 'a.png'})"
MORE = {
    "what an option is if nobody gives it": (
        "a.py", f"p.add_argument('-p', '--prompt', default='a quay at dawn')\nargs = p.parse_args()\n{SEND}", [("a quay at dawn", 1)]),
    "an option whose default has a name": (
        "a.py", f"P = 'a quay at dawn'\np.add_argument('--prompt', default=P)\nargs = p.parse_args()\n{SEND}", [("a quay at dawn", 1)]),
    "an option without a default": ("a.py", f"p.add_argument('--prompt', default='')\nargs = p.parse_args()\n{SEND}", []),
    "attributes of an element": (
        "a.tsx", 'const a = <Generate model="seedance-2.0" prompt="@Image1 walks on" imageUrls={["a.png", "b.png"]} wide />;', [("@Image1 walks on", 2)]),
    "an attribute in braces": ("a.tsx", 'const a = <Clip model={"seedance-2.0"} prompt={`a quay at dawn`} image_urls={urls}>x</Clip>;', [("a quay at dawn", None)]),
    "a field of a form": ("a.tsx", 'const a = <Input prompt="What do you want to see" label="Seedance" />;', []),
    "a text with entities": ("a.tsx", 'const a = <Clip model="seedance-2.0" prompt="a &quot;quay&quot; at dawn" />;', [('a "quay" at dawn', None)]),
    "input beside a model": ("a.ts", "client.responses.create({model: 'bytedance/seedance-2.0', input: 'a quay at dawn'})", [("a quay at dawn", None)]),
    "input without blanks": ("a.ts", "client.responses.create({model: 'jimeng-video-seedance2.0fast', input: '灯塔亮起，镜头推近'})", [("灯塔亮起，镜头推近", None)]),
    "a word beside a model": ("a.ts", "client.responses.create({model: 'bytedance/seedance-2.0', input: 'file-17'})", []),
    "input beside another model": ("a.ts", "client.responses.create({model: 'gpt-5', input: 'a quay at dawn for Seedance'})", []),
    "what a form says of a field": ("a.ts", "const e = {prompt: 'Prompt is required', image_urls: 'At most nine'};", []),
    "what a form calls a field": ("a.ts", "const l = {prompt: 'Prompt', image: 'Image', seedance: 'Seedance'};", []),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), MORE.values(), ids=MORE)
def test_other_places_of_prompts(path, text, expected) -> None:
    test_functions_from_elsewhere(path, text, expected)


def test_the_text_of_an_attribute_has_its_place() -> None:
    text = 'const a = <Generate model="seedance-2.0" prompt="@Image1 walks on" wide />;'
    (root,) = [root for root in read("a.tsx", text) if isinstance(root, Root)]
    assert [text[slice(*node.span)] for node in root.tree().children] == ['"seedance-2.0"', '"@Image1 walks on"', "wide"]
    form = root.tree().find(("prompt",)).form
    assert text[slice(*form.source_map(text).to_file(Span(0, 7)))] == "@Image1"
    assert form.encode("@Image2 & @Image3") == "@Image2 &amp; @Image3"
    assert form.encode("@Image2\n") is None
    assert form.encode("@Image2 walks on") == "@Image2 walks on"


ELSEWHERE = {
    "a prompt": ("a.py", "from prompts import make\nfal_client.run('bytedance/seedance-2.0', arguments={'prompt': make('x')})"),
    "a body": ("a.py", "from prompts import make\nfal_client.run('bytedance/seedance-2.0', arguments=make('x'))"),
    "a body of a module": ("a.py", "import prompts\nfal_client.run('bytedance/seedance-2.0', arguments=prompts.FIRST)"),
    "fields": ("a.py", "import prompts\nfal_client.run('bytedance/seedance-2.0', **prompts.FIRST)"),
    "the first argument": ("a.py", "from prompts import make_prompt\nfrom seedance import generate_video\ngenerate_video(make_prompt('x'), ratio='16:9')"),
    "a prompt of a script": ("a.ts", "import {PROMPT} from './prompts';\nfal.run('bytedance/seedance-2.0', {input: {prompt: PROMPT}});"),
    "a body of a script": ("a.ts", "import {make} from './prompts';\nfal.run('bytedance/seedance-2.0', {input: await make('x')});"),
    "a body of a module of a script": ("a.ts", "import {prompts} from './prompts';\nfal.run('bytedance/seedance-2.0', {input: prompts.first, logs: true});"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_what_another_module_makes_is_told(path, text) -> None:
    found = read(path, text)
    assert [part.reason for part in found if isinstance(part, Passed)] == ["assembled at run time"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "a.py",
            "import opts\nrequests.get('https://ark.cn-beijing.volces.com/api/v3/contents/generations/tasks/x', headers=opts.HEADERS)",
        ),
        (
            "a.ts",
            "import {auth} from './opts';\nfetch('https://ark.cn-beijing.volces.com/api/v3/contents/generations/tasks/x', {headers: auth()});",
        ),
        (
            "a.py",
            "import json\ndef send(b):\n    requests.post('https://ark.cn-beijing.volces.com/api/v3/contents/generations/tasks', data=json.dumps(b).encode())",
        ),
        (
            "a.ts",
            "import {expect} from 'vitest';\nexpect(call).toBe('bytedance/seedance-2.0', {input: expect.objectContaining({prompt: 'rain'})});",
        ),
        ("a.ts", "import {defaults} from './options';\nbuildSeedance({...defaults(), seed: 42});"),
        ("a.py", "import opts\nother.run('kling-2', arguments=opts.BODY)"),
    ],
)
def test_what_has_no_prompt_is_not_told(path, text) -> None:
    assert not [part for part in read(path, text) if isinstance(part, Passed)]
