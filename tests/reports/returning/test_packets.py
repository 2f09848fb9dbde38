"""Who gets a packet, and with what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.reports.returning.wards import ABOUT, COSTS, OTHER, SYSTEMS, WIDE, checked, waiving

from sysaudit.findings import Severity
from sysaudit.reports.returning import Packet, packets_of
from sysaudit.validation import Validation


def files_of(validation: Validation) -> dict[str, list[tuple[str, int]]]:
    """By division, its files with the number of their findings."""
    return {
        packet.code: [(file, len(findings)) for file, findings in packet.files]
        for packet in packets_of(validation).packets
    }


def only(validation: Validation) -> Packet:
    """The one packet there is."""
    (packet,) = packets_of(validation).packets
    return packet


def test_a_clean_ward_gets_nothing_back(tmp_path: Path) -> None:
    """No packet where there is nothing to say."""
    assert packets_of(checked(tmp_path)).packets == ()


def test_the_division_with_a_fault_gets_its_file_back(tmp_path: Path) -> None:
    """With the name and the promoter of the roster; the clean division gets nothing."""
    packet = only(checked(tmp_path, [ABOUT, "roster 組織台帳!{担当者}2 = 台帳　花子"]))
    assert (packet.code, packet.name, packet.promoter) == ("1304", "課税課", "台帳　花子")
    assert [file for file, _ in packet.files] == ["システム調査票_1304_課税課.xlsx"]
    assert not packet.missing


def test_without_a_roster_the_cover_says_who_it_is_for(tmp_path: Path) -> None:
    """Name and promoter of 表紙."""
    packet = only(checked(tmp_path, [ABOUT, "1304 表紙!B6 = 表紙　月子"], roster=False))
    assert (packet.name, packet.promoter) == ("課税課", "表紙　月子")


def test_packets_stand_in_the_order_of_the_roster(tmp_path: Path) -> None:
    """And those of nobody on the roster behind, though their code is lower."""
    rows = [("2", "1305", "納税課"), ("3", "1304", "課税課")]
    swapped = [
        f"roster 組織台帳!{{{label}}}{row} = {value}"
        for row, code, name in rows
        for label, value in (("課コード", f'"{code}"'), ("課名", name))
    ]
    stranger = ["add 1201 総務課", f"1201 {SYSTEMS}!{{利用者数}}2 = 約20人"]
    validation = checked(tmp_path, [ABOUT, OTHER, *swapped, *stranger])
    assert [packet.code for packet in packets_of(validation).packets] == ["1305", "1304", "1201"]


def test_infos_alone_send_nothing_back(tmp_path: Path) -> None:
    """What was merely understood needs no hand."""
    validation = checked(tmp_path, [WIDE])
    assert [finding.severity for finding in validation.findings] == [Severity.INFO]
    assert packets_of(validation).packets == ()


def test_waived_findings_alone_send_nothing_back(tmp_path: Path) -> None:
    """What was accepted with a reason is no longer asked for."""
    validation = checked(tmp_path, [ABOUT], settings=waiving("C09", "1304"))
    assert [finding.waived for finding in validation.findings] == ["既知（山田）"]
    assert packets_of(validation).packets == ()


def test_a_packet_holds_what_is_in_force_alone(tmp_path: Path) -> None:
    """Neither the info nor the waived finding of the same file, and the gravest comes first."""
    warning = f"1304 {COSTS}!{{2021年度見積}}2 = 業者確認中"
    blank = f"1304 {SYSTEMS}!{{停止時の影響}}2 ="
    validation = checked(tmp_path, [ABOUT, WIDE, warning, blank], settings=waiving("C01", "1304"))
    assert {finding.severity for finding in validation.findings} == set(Severity)
    codes = [(finding.code, finding.severity.value) for finding in only(validation).findings]
    assert codes[0] == ("C09", "error")
    assert {severity for _, severity in codes[1:]} == {"warning"}


def test_a_division_that_returned_nothing_is_reminded(tmp_path: Path) -> None:
    """With the due date of the roster, and without a file."""
    due = "roster 組織台帳!{提出期限}3 = 2019-06-21"
    packet = only(checked(tmp_path, ["1305 absent", due]))
    assert (packet.code, packet.missing, packet.files) == ("1305", True, ())
    assert packet.due == date(2019, 6, 21)


def test_a_division_whose_absence_is_accepted_is_not_reminded(tmp_path: Path) -> None:
    """A waiver of 未提出 holds for the mail as well."""
    validation = checked(tmp_path, ["1305 absent"], settings=waiving("F14", "1305"))
    assert packets_of(validation).packets == ()


def test_whoever_returned_the_self_check_alone_is_reminded(tmp_path: Path) -> None:
    """監査調書 is no answer to the survey; 未提出 is in force for the division."""
    forms = ("表紙", SYSTEMS, COSTS, "システム評価")
    edits = ["1304 with 監査調書", *(f"1304 {form} delete" for form in forms)]
    packet = only(checked(tmp_path, edits))
    assert (packet.code, packet.missing, packet.files) == ("1304", True, ())


def test_a_self_check_with_faults_goes_back_with_the_reminder(tmp_path: Path) -> None:
    """The division owes the survey and has to mend the self-check: one packet says both."""
    forms = ("表紙", SYSTEMS, COSTS, "システム評価")
    wrong = "1304 監査調書!{回答}2 = たぶん"
    edits = ["1304 with 監査調書", wrong, *(f"1304 {form} delete" for form in forms)]
    packet = only(checked(tmp_path, edits))
    assert packet.missing
    assert len(packet.files) == 1


def test_two_files_of_one_division_go_back_together(tmp_path: Path) -> None:
    """Both with their findings, in one packet."""
    second = "システム調査票_1304_課税課（最終版）.xlsx"
    told = files_of(checked(tmp_path, [ABOUT, f"1304 duplicate {second}"]))
    assert list(told) == ["1304"]
    assert {file for file, _ in told["1304"]} == {"システム調査票_1304_課税課.xlsx", second}


def test_which_of_two_files_counts_is_asked_with_both(tmp_path: Path) -> None:
    """The clerk has them side by side to say which is the final one."""
    (packet,) = packets_of(checked(tmp_path, ["1304 duplicate 1304 写し.xlsx"])).packets
    asked = [(file, [each.code for each in findings]) for file, findings in packet.files]
    assert asked == [
        ("1304 写し.xlsx", ["F12"]),
        ("システム調査票_1304_課税課.xlsx", ["F12"]),
    ]
    assert all(f.address.file == file for file, findings in packet.files for f in findings)


def test_a_clean_file_of_a_division_stays_at_home(tmp_path: Path) -> None:
    """Of a survey and a self-check only the one with findings goes back."""
    told = files_of(checked(tmp_path, [ABOUT]))
    assert sum(map(len, told.values())) == 1


def test_what_may_be_anothers_goes_back_to_nobody(tmp_path: Path) -> None:
    """1304's answers under 1305's code: the name on 表紙 says otherwise, so nothing is mailed."""
    wrong = ["表紙!B2 = 1305", f"{SYSTEMS}!{{課コード}}2 = 1305", f"{SYSTEMS}!{{課コード}}3 = 1305"]
    edits = [f"1304 {edit}" for edit in wrong] + ["1304 file 調査票（最新）.xlsx", "1305 absent"]
    back = packets_of(checked(tmp_path, edits))
    assert back.held == ("調査票（最新）.xlsx",)
    assert [packet.code for packet in back.packets] == []


def test_the_name_of_a_file_settles_whose_it_is(tmp_path: Path) -> None:
    """A slip on 表紙 is told to the division that the file's name and its rows bear."""
    (packet,) = packets_of(checked(tmp_path, ["1304 表紙!B3 = 納税課"])).packets
    assert packet.code == "1304"


def test_a_file_of_nobody_goes_back_to_nobody(tmp_path: Path) -> None:
    """It is named instead, so that somebody finds out whose it is."""
    bare = [f"1304 {SYSTEMS}!A{row} =" for row in (2, 3)]
    scores = [f"1304 システム評価!A{row} =" for row in (2, 3)]
    edits = [*bare, *scores, "1304 表紙 delete", "1304 file 調査票.xlsx"]
    validation = checked(tmp_path, edits, roster=False)
    assert packets_of(validation).packets == ()
    assert packets_of(validation).held == ("調査票.xlsx",)


@pytest.mark.parametrize(
    ("book", "fault"),
    [
        ("システム評価（2次）", "システム評価（2次）!{判定日}2 = いつか"),
        ("前年度監査結果", "前年度監査結果!{改善期限}2 = いつか"),
    ],
)
def test_lists_of_the_it_division_go_to_no_division(book: str, fault: str, tmp_path: Path) -> None:
    """They bear the codes of divisions, which have neither written nor seen them."""
    validation = checked(tmp_path, [f"with {book}", f"{book} {fault}"])
    faulty = {finding.address.file for finding in validation.findings if finding.severity != "info"}
    assert faulty == {f"{book}.xlsx"}
    assert packets_of(validation).packets == ()


def test_findings_of_the_roster_go_to_no_division(tmp_path: Path) -> None:
    """It is the IT division's to mend, whatever division the row is about."""
    from tests.building import WardModel

    from sysaudit.validation import validate

    renamed = ["previous/1304 表紙!B3 = 税務課"]
    returned, previous, roster = WardModel().edited(renamed).write(tmp_path)
    validation = validate([returned], roster=roster, previous=[previous])
    assert [finding.code for finding in validation.findings] == ["X11"]
    assert packets_of(validation).packets == ()


def test_the_gravest_findings_come_first_over_all_files(tmp_path: Path) -> None:
    """A warning of the first file stands behind an error of the second."""
    packet = only(checked(tmp_path, [ABOUT]))
    (file, (error,)) = packet.files[0]
    warning = replace(error, severity=Severity.WARNING)
    mixed = replace(packet, files=((file, (warning,)), ("b.xlsx", (error,))))
    assert [finding.severity.value for finding in mixed.findings] == ["error", "warning"]
