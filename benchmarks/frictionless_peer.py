"""`frictionless validate` of one sheet with a schema, for each file."""

from __future__ import annotations

import sys
from pathlib import Path

from frictionless import Detector, Resource, Schema, fields, validate
from frictionless.formats import ExcelControl

REQUIRED = ("課コード", "課名", "システムID", "システム名", "システム区分", "状況")
SCHEMA = Schema(
    fields=[fields.StringField(name=name, constraints={"required": True}) for name in REQUIRED]
)

for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    resource = Resource(
        path=path.name,
        basepath=sys.argv[1],
        schema=SCHEMA,
        detector=Detector(schema_sync=True),
        control=ExcelControl(sheet="所管するシステム一覧"),
    )
    report = validate(resource)
    print(path.name, report.stats)
