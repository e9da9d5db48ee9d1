"""`python -m tests.support.translations`: collects every sentence of the console and compiles it.

Qt's own lupdate does not read plural forms and expressions from Python's `translate`, so the
sources are found by the syntax tree; files are Qt's, and lrelease makes of them what ships.
"""

import ast
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "translations"
SOURCES = ("ui", "console")
FORMS = {"ru": ("ru_RU", 3), "en": ("en_GB", 2)}
"""Of each language Qt's name and how many plural forms it has."""
_PLURAL_ARGUMENTS = 4


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """What is to be translated."""

    context: str
    source: str
    plural: bool


def sentences() -> list[Sentence]:
    """Everything the console says, in order."""
    found = set()
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and _is_translate(node.func):
                    found.add(_sentence(node, path))
    return sorted(found)


def file_of(language: str) -> Path:
    """The translations of a language."""
    return FOLDER / f"pult_{language}.ts"


def translations(language: str) -> dict[Sentence, tuple[str, ...]]:
    """What a file has: the forms of each sentence, empty where nobody has written them."""
    path = file_of(language)
    if not path.exists():
        return {}
    read = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            plural = message.get("numerus") == "yes"
            key = Sentence(_text(context, "name"), _text(message, "source"), plural)
            body = message.find("translation")
            assert body is not None
            forms = [form.text or "" for form in body.iter("numerusform")]
            read[key] = tuple(forms) if plural else (body.text or "",)
    return read


def write(language: str, known: dict[Sentence, tuple[str, ...]]) -> None:
    """Write a file anew: every sentence of the code, no other."""
    name, forms = FORMS[language]
    root = ElementTree.Element("TS", version="2.1", language=name, sourcelanguage="en")
    contexts: dict[str, ElementTree.Element] = {}
    for sentence in wanted(language):
        if sentence.context not in contexts:
            made = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(made, "name").text = sentence.context
            contexts[sentence.context] = made
        message = ElementTree.SubElement(contexts[sentence.context], "message")
        ElementTree.SubElement(message, "source").text = sentence.source
        body = ElementTree.SubElement(message, "translation")
        texts = known.get(sentence, ())
        if sentence.plural:
            message.set("numerus", "yes")
            for number in range(forms):
                form = ElementTree.SubElement(body, "numerusform")
                form.text = texts[number] if number < len(texts) else ""
        else:
            body.text = texts[0] if texts else ""
        if not texts or not all(texts):
            body.set("type", "unfinished")
    ElementTree.indent(root, "    ")
    text = ElementTree.tostring(root, encoding="unicode")
    header = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    file_of(language).write_text(header + text + "\n", encoding="utf-8")


def wanted(language: str) -> list[Sentence]:
    """English has its words in the code: its file holds plural forms only."""
    return [sentence for sentence in sentences() if language != "en" or sentence.plural]


def compiled(language: str, target: Path) -> None:
    """Make of a file what Qt reads."""
    package = Path(sysconfig.get_path("purelib")) / "PySide6"
    tool = package / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    command = [str(tool), "-silent", str(file_of(language)), "-qm", str(target)]
    subprocess.run(command, check=True)


def _is_translate(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):  # a painter translates too, but moves
        owner = function.value
        qt = isinstance(owner, ast.Name) and owner.id == "QCoreApplication"
        return qt and function.attr == "translate"
    return isinstance(function, ast.Name) and function.id == "translate"


def _sentence(call: ast.Call, path: Path) -> Sentence:
    words = [argument.value for argument in call.args[:2] if isinstance(argument, ast.Constant)]
    if len(words) != 2 or not all(isinstance(word, str) for word in words):
        raise ValueError(f"{path}:{call.lineno}: a context and a sentence are written out in full")
    plural = len(call.args) == _PLURAL_ARGUMENTS
    return Sentence(str(words[0]), str(words[1]), plural)


def _text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(name) or ""


if __name__ == "__main__":
    for one in FORMS:
        write(one, translations(one))
        compiled(one, file_of(one).with_suffix(".qm"))
        missing = [key for key, forms in translations(one).items() if not all(forms)]
        sys.stdout.write(f"{one}: {len(translations(one))} sentences, {len(missing)} unfinished\n")
