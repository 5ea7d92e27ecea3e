"""Files of reply texts that can't be read are named, with the fix."""

from pathlib import Path

import pytest

from config.templates import UnreadableTemplates, load_templates


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"language: [", "xx.yaml: line 1 is not valid YAML"),
        (b"a: b: c", "is not valid YAML"),
        (b"\xff\xfe\x00", "save it as UTF-8"),
        (b"- a\n- b\n", "must start with `language:`"),
        (b"", "must start with `language:`"),
    ],
)
def test_an_unreadable_file_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "xx.yaml").write_bytes(content)
    with pytest.raises(UnreadableTemplates, match=r"^xx\.yaml: ") as caught:
        load_templates(tmp_path)
    assert message in str(caught.value)


def test_every_file_carries_its_name(tmp_path: Path) -> None:
    (tmp_path / "yy.yaml").write_text("language: yy\n")
    assert load_templates(tmp_path) == [{"language": "yy", "file": "yy.yaml"}]
    assert {str(data["file"]) for data in load_templates()} >= {"en.yaml", "it.yaml", "pl.yaml", "ro.yaml"}
