"""`sysaudit templates`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import called

from sysaudit.reports.templates import TEMPLATES


def test_paths_are_printed(tmp_path: Path) -> None:
    """One path a line on the standard output, the year on the other."""
    done = called("templates", tmp_path / "forms", "--year", "R1")
    assert done.returncode == 0
    paths = [Path(line) for line in done.stdout.decode().splitlines()]
    assert [path.name for path in paths] == list(TEMPLATES)
    assert all(path.stat().st_size for path in paths)
    assert "2019年度" in done.stderr.decode()


def test_year_of_the_settings(tmp_path: Path) -> None:
    """Without --year the settings decide."""
    (tmp_path / "sysaudit.toml").write_text("fiscal_year = 2021\n", encoding="utf-8")
    done = called("templates", "forms", folder=tmp_path)
    assert "2021年度" in done.stderr.decode()


def test_the_same_forms_may_be_written_again(tmp_path: Path) -> None:
    """Equal files are no reason to stop."""
    for _ in range(2):
        assert called("templates", tmp_path, "--year", "2019").returncode == 0
    assert len(list(tmp_path.iterdir())) == len(TEMPLATES)


def test_a_file_that_differs_stops_everything(tmp_path: Path) -> None:
    """A filled-in form is not lost; nothing else is written either."""
    filled = tmp_path / "システム調査票.xlsx"
    filled.write_bytes(b"filled in")
    done = called("templates", tmp_path, "--year", "2019")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "システム調査票.xlsx" in done.stderr.decode()
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"filled in"]


def test_force_keeps_the_old_file(tmp_path: Path) -> None:
    """--force replaces, and the old files stand beside under free names."""
    filled = tmp_path / "システム調査票.xlsx"
    for number in (1, 2):
        filled.write_bytes(b"filled in %d" % number)
        done = called("templates", tmp_path, "--year", "2019", "--force")
        assert done.returncode == 0
        kept = tmp_path / f"システム調査票_旧{number}.xlsx"
        assert str(kept) in done.stderr.decode()
        assert kept.read_bytes() == b"filled in %d" % number
    assert filled.stat().st_size > 1_000


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    """Exit 2 with the reason."""
    (tmp_path / "forms").touch()
    done = called("templates", tmp_path / "forms")
    assert done.returncode == 2
    assert "書き込めません" in done.stderr.decode()
