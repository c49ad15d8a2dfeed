"""What tiers, categories and brand classes are called on the screen."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.policies import AgentKind, BrandClass, Category, Left, Tier

TIER_LABELS = {
    Tier.AGENT.value: pgettext_lazy("tier", "Agent"),
    Tier.INDUSTRY.value: pgettext_lazy("tier", "Industry customer"),
    Tier.NETWORK.value: pgettext_lazy("tier", "Network customer"),
    Tier.QUASI_INDUSTRY.value: pgettext_lazy("tier", "Quasi-industry customer"),
    Tier.OTHER.value: pgettext_lazy("tier", "Other customer"),
}

AGENT_KIND_LABELS = {
    AgentKind.COUNTY.value: _("County/city agent"),
    AgentKind.LOCAL.value: _("Local company"),
}

BRAND_CLASS_LABELS = {
    BrandClass.BRAND.value: _("Brand machine"),
    BrandClass.COMPATIBLE.value: _("Compatible machine"),
}

LEFT_LABELS = {
    Left.REPLACED.value: pgettext_lazy("machine", "Replaced"),
    Left.REFUNDED.value: pgettext_lazy("machine", "Refunded"),
    Left.SCRAPPED.value: pgettext_lazy("machine", "Scrapped"),
    Left.LOST.value: pgettext_lazy("machine", "Lost"),
}

CATEGORY_LABELS = {
    Category.DESKTOP_HOST.value: _("Desktop host"),
    Category.LAPTOP.value: _("Laptop"),
    Category.TABLET.value: _("Tablet"),
    Category.MONITOR.value: _("Monitor"),
    Category.KEYBOARD.value: _("Keyboard"),
    Category.MOUSE.value: _("Mouse"),
    Category.CASE.value: pgettext_lazy("category", "Case"),
    Category.SPEAKER.value: _("Speaker"),
    Category.BOARD.value: _("Mainboard"),
    Category.CPU.value: _("CPU"),
    Category.MEMORY.value: _("Memory"),
    Category.DISK.value: _("Hard disk"),
    Category.GRAPHICS_CARD.value: _("Graphics card"),
    Category.POWER_SUPPLY.value: _("Power supply"),
    Category.PRINTER.value: _("Printer"),
    Category.NETWORK.value: _("Network equipment"),
    Category.OTHER.value: pgettext_lazy("category", "Other goods"),
}
