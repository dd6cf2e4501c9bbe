"""The rules of REFI-QDA Codebook 1.0 and Project 1.0, as far as Portrait writes them.

Written from the published schemas (https://www.qdasoftware.org): for each element its attributes
(a trailing '!' where required) and its children in their order (with '?', '*' or '+').
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

CODEBOOK = "urn:QDA-XML:codebook:1.0"
PROJECT = "urn:QDA-XML:project:1.0"
GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
KINDS_OF_VALUE = {
    "guid": GUID, "targetGUID": GUID, "creatingUser": GUID,
    "color": re.compile(r"#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})"),
    "isCodable": re.compile("true|false"),
    "startPosition": re.compile(r"\d+"), "endPosition": re.compile(r"\d+"),
    "creationDateTime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"),
    "typeOfVariable": re.compile("Text|Boolean|Integer|Float|Date|DateTime"),
    "plainTextPath": re.compile(r"(internal|relative|absolute)://\S+"),
}  # fmt: skip

Rules = Mapping[str, tuple[str, str]]
CODEBOOK_RULES: Rules = {
    "CodeBook": ("origin", "Codes Sets?"),
    "Codes": ("", "Code+"),
    "Code": ("guid! name! isCodable! color", "Description? Code*"),
    "Description": ("", ""),
    "Sets": ("", "Set+"),
    "Set": ("guid! name!", "Description? MemberCode*"),
    "MemberCode": ("guid!", ""),
}
PROJECT_RULES: Rules = {
    "Project": (
        "name! origin creatingUserGUID creationDateTime modifyingUserGUID modifiedDateTime "
        "basePath",
        "Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? Description? "
        "NoteRef*",
    ),
    "Users": ("", "User+"),
    "User": ("guid! name id", ""),
    "CodeBook": ("", "Codes"),
    "Codes": ("", "Code+"),
    "Code": ("guid! name! isCodable! color", "Description? NoteRef* Code*"),
    "Description": ("", ""),
    "Variables": ("", "Variable+"),
    "Variable": ("guid! name! typeOfVariable!", "Description?"),
    "Cases": ("", "Case+"),
    "Case": ("guid! name", "Description? CodeRef* VariableValue* SourceRef* SelectionRef*"),
    "VariableValue": ("", "VariableRef TextValue?"),
    "VariableRef": ("targetGUID!", ""),
    "TextValue": ("", ""),
    "SourceRef": ("targetGUID!", ""),
    "Sources": ("", "TextSource*"),
    "TextSource": (
        "guid! name richTextPath plainTextPath creatingUser creationDateTime",
        "Description? PlainTextContent? PlainTextSelection* Coding* NoteRef* VariableValue*",
    ),
    "PlainTextSelection": (
        "guid! name startPosition! endPosition! creatingUser creationDateTime",
        "Description? Coding* NoteRef*",
    ),
    "Coding": ("guid! creatingUser creationDateTime", "CodeRef NoteRef*"),
    "CodeRef": ("targetGUID!", ""),
    "Sets": ("", "Set+"),
    "Set": ("guid! name!", "Description? MemberCode* MemberSource* MemberNote*"),
    "MemberCode": ("targetGUID!", ""),
}


def problems(root: Element) -> list[str]:
    """Return where a document breaks the rules of its namespace; empty: it keeps them."""
    namespace = root.tag.partition("}")[0].lstrip("{")
    rules = {CODEBOOK: CODEBOOK_RULES, PROJECT: PROJECT_RULES}[namespace]
    found = []
    for element in root.iter():
        space, _, name = element.tag.lstrip("{").partition("}")
        if space != namespace or name not in rules:
            found.append(f"unknown element {element.tag}")
            continue
        attributes, children = rules[name]
        known = {one.rstrip("!") for one in attributes.split()}
        needed = {one.rstrip("!") for one in attributes.split() if one.endswith("!")}
        found += [f"{name}: attribute {one}" for one in set(element.attrib) - known]
        found += [f"{name}: lacks {one}" for one in needed - set(element.attrib)]
        for key, value in element.attrib.items():
            if key in KINDS_OF_VALUE and not KINDS_OF_VALUE[key].fullmatch(value):
                found.append(f"{name}: {key}={value!r}")
            if key == "name" and needed >= {"name"} and not value:
                found.append(f"{name}: empty name")
        order = "".join(f"{child.tag.rpartition('}')[2]} " for child in element)
        wanted = "".join(
            f"({one.rstrip('?*+')} ){one[-1] if one[-1] in '?*+' else ''}"
            for one in children.split()
        )
        if not re.fullmatch(wanted, order):
            found.append(f"{name}: children {order!r}")
    return found + _references(root, namespace)


def _references(root: Element, namespace: str) -> list[str]:
    member = f"{{{namespace}}}MemberCode"
    guids = [one.get("guid") for one in root.iter() if "guid" in one.attrib and one.tag != member]
    found = [f"guid twice: {one}" for one in set(guids) if guids.count(one) > 1]
    for element in root.iter():
        targets = [element.get("targetGUID"), element.get("creatingUser")]
        if element.tag == member:
            targets.append(element.get("guid"))
        found += [f"no such thing: {one}" for one in targets if one and one not in guids]
    return found
