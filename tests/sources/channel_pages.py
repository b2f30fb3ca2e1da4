"""Pages of a channel's preview as t.me serves them, written by hand after its markup."""

from __future__ import annotations

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} – Telegram</title>
<meta property="og:title" content="{title}"></head><body class="widget_frame_base tgme_webpreview">
<header class="tgme_header search_collapsed"><div class="tgme_channel_info"><div class="tgme_channel_info_header">
<div class="tgme_channel_info_header_title"><span dir="auto">{title}</span></div>
<div class="tgme_channel_info_header_username"><a href="https://t.me/{name}">@{name}</a></div></div>
<div class="tgme_channel_info_counters"><span class="counter_value">12.4K</span></div></div></header>
<main class="tgme_main"><section class="tgme_channel_history js-message_history">
<div class="tgme_widget_message_centered js-messages_more_wrap"><a href="/s/{name}?before={first}"
 class="tme_messages_more js-messages_more" data-before="{first}"></a></div>
{posts}</section></main></body></html>"""

POST = """<div class="tgme_widget_message_wrap js-widget_message_wrap">
<div class="tgme_widget_message text_not_supported_wrap js-widget_message{kinds}" data-post="{name}/{n}">
<div class="tgme_widget_message_user"><a href="https://t.me/{name}"><i class="user_photo"></i></a></div>
<div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author accent_color">
<a class="tgme_widget_message_owner_name" href="https://t.me/{name}"><span dir="auto">Намуна</span></a></div>
{above}{body}{below}
<div class="tgme_widget_message_footer compact js-message_footer">
<div class="tgme_widget_message_info short js-message_info">
<span class="tgme_widget_message_views">3.1K</span><span class="copyonly"> views</span>
<span class="tgme_widget_message_meta">{signed}{edited}<a class="tgme_widget_message_date" href="https://t.me/{name}/{n}">
<time datetime="{at}" class="time">08:00</time></a></span></div></div></div></div></div>"""

TEXT = '<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>'
DAY = """<div class="tgme_widget_message_service_date_wrap"><div class="tgme_widget_message_service_date">
<time class="tgme_widget_message_service_date" datetime="2024-05-06T00:00:00+00:00">May 6</time></div></div>"""
FORWARDED = """<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from&nbsp;
<a class="tgme_widget_message_forwarded_from_name" href="{link}"><span dir="auto">{name}</span></a></div>"""
REPLY = """<a class="tgme_widget_message_reply user-color-1" href="https://t.me/namuna/1">
<div class="tgme_widget_message_author">
<span class="tgme_widget_message_author_name">Намуна</span></div>
<div class="tgme_widget_message_text js-message_reply_text" dir="auto">Хабари пештара</div></a>"""
LINKED = """<a class="tgme_widget_message_link_preview" href="https://example.tj/1">
<div class="link_preview_title">Дигар</div>
<div class="link_preview_description">Матни саҳифаи дигар</div></a>"""
ABSENT = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Telegram: Contact @namuna</title></head>
<body><div class="tgme_page_wrap"><div class="tgme_body_wrap"><div class="tgme_page"><div class="tgme_page_title">
<span dir="auto">Намуна</span></div><div class="tgme_page_description">If you have <strong>Telegram</strong>, you can
contact @namuna right away.</div></div></div></div></body></html>"""


def post(n: int, text: str = "", *, at: str = "2024-05-06T03:00:00+00:00", name: str = "namuna", **parts: str) -> str:
    filled = {"kinds": "", "above": "", "below": "", "signed": "", "edited": "", **parts}
    body = TEXT.format(text=text) if text else '<a class="tgme_widget_message_photo_wrap" href="#"></a>'
    return POST.format(n=n, body=body, at=at, name=name, **filled)


def page(*posts: str, name: str = "namuna", title: str = "Намуна", first: int = 1) -> str:
    return PAGE.format(posts=DAY + "\n".join(posts), name=name, title=title, first=first)
