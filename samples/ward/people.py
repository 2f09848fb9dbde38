"""Names, extensions and dates of the people who fill in the forms; all of them made up."""

from __future__ import annotations

from random import Random

_FAMILY = """
青葉 赤坂 朝倉 荒川 池上 石橋 泉 井口 岩瀬 上野 梅沢 江藤 大沢 岡部 小川
尾崎 片山 金井 川口 菊地 北川 草野 栗原 小泉 古賀 榊原 桜田 沢田 島村 杉浦
関口 滝沢 竹内 田代 千田 津田 寺島 富永 中里 永井 成田 西尾 野口 橋爪 服部
早川 日野 広瀬 福島 藤沢 船橋 細谷 堀内 前川 松浦 水谷 宮下 三好 村瀬 森川
矢島 山形 湯浅 横井 吉岡 若林 和久井 渡瀬
"""
_GIVEN = """
明 文子 和夫 恵 健一 美咲 修 里美 豊 直子 誠 由美
浩二 香織 剛 千尋 拓也 奈々 哲也 めぐみ 大輔 真理 雄太 さやか
隆 典子 翔 久美子 徹 麻衣
"""
FAMILY, GIVEN = _FAMILY.split(), _GIVEN.split()


def full_name(rng: Random) -> str:
    """A name with the full-width space that Japanese forms put between its halves."""
    return f"{rng.choice(FAMILY)}　{rng.choice(GIVEN)}"


def extension(rng: Random) -> str:
    """A four-digit extension."""
    return str(rng.randrange(2000, 4999))


def promoter(code: str, year: int) -> str:
    """The 情報化推進員 of a division in a year."""
    return full_name(Random(f"promoter {code} {year}"))
