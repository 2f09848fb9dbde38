"""What to do in the folder of a year, in order: the text that `sysaudit init` puts there."""

from __future__ import annotations

from sysaudit.config import FolderSettings

JAPANESE = """\
{year}年度のフォルダーです。次の順に進めます。
コマンドは、このフォルダーで打ちます。何を読み、何を書くかは sysaudit.toml の [folder] にあります。

1. 準備
   「{roster}」に今年度の課を記入し、保存して閉じます。
   前年度に戻った調査票（または前年度の分析書）があれば「{previous}」に入れます。なければ空の
   ままで構いません。

2. 様式を送る
     sysaudit templates
   課ごとの様式が「{outgoing}」にできます。各課に送ります。

3. 戻った様式を確かめる
   戻った調査票を「{returned}」に入れます。ファイルの名前は何でも構いません。
     sysaudit validate --as-of {year}-07-01 --return-to 返却
   --as-of は判定日です。付けなければ4月1日で判断するため、遅れた課は出ません。
   「{report}」に指摘の一覧が、「返却」に課ごとに返すものができます。
   直ったファイルを「{returned}」の古いファイルと入れ替え、指摘がなくなるまで繰り返します。

4. 分析書を作る
     sysaudit analyze --as-of {year}-07-31
   「{analysis}」ができます。「二次評価入力」に記入して保存し、閉じてから、もう一度
   実行すると、2次評価が入ります。

5. 監査の対象を抽選する
   戻った監査調書を「{self_checks}」に、前年度までの監査結果を「{results}」に、前年度までの
   組織台帳を「{former_rosters}」に入れます（ないものは空のままで構いません）。
     sysaudit draw-audits
   抽選がどこまで進んだかと、次のコマンドを表示します。計画から順に進めてください。
   訪問が終わったら、公開の場で確かめられます。
     sysaudit verify-draw

指摘の意味は sysaudit explain コード、使い方は sysaudit --help で読めます。
"""
ENGLISH = """\
The folder of fiscal {year}. Go on in this order.
Type the commands in this folder. What they read and write stands in [folder] of sysaudit.toml.

1. Prepare
   Fill in the divisions of the year in "{roster}", save and close it.
   Put last year's returned surveys, or last year's 分析書, into "{previous}"; leave it empty where
   there are none.

2. Send the forms
     sysaudit templates
   The forms of each division are in "{outgoing}". Send them.

3. Check what comes back
   Put returned surveys into "{returned}", under whatever name.
     sysaudit validate --as-of {year}-07-01 --return-to 返却
   --as-of is the day by which lateness is judged; without it that is 1 April, when nobody is late.
   "{report}" lists the findings, "返却" holds what goes back to each division.
   Put mended files in the place of the old ones and repeat until nothing is left.

4. Analyze
     sysaudit analyze --as-of {year}-07-31
   Writes "{analysis}". Fill in its sheet 二次評価入力, save, close, and run it
   again: the second evaluation is then in it.

5. Draw the audits
   Put returned self-checks into "{self_checks}", results of earlier audits into "{results}",
   earlier rosters into "{former_rosters}" (leave empty what there is not).
     sysaudit draw-audits
   Says where the draw stands and which command is next, beginning with the plan.
   After the visits anybody may check it:
     sysaudit verify-draw

sysaudit explain CODE says what a finding means, sysaudit --help how to use the commands.
"""


def first_steps(names: FolderSettings, year: int, language: str) -> str:
    """The text.

    Args:
        names: What is called how in the folder.
        year: The fiscal year.
        language: "ja" or "en".
    """
    text = JAPANESE if language == "ja" else ENGLISH
    return text.format(year=year, **names.model_dump())
