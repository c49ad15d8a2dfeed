"""Pages of imports: uploading a workbook, seeing it taken in, and the empty one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from servicedesk.access import allowed
from workbook.forms import UploadForm
from workbook.labels import STATE_LABELS
from workbook.models import ImportRun
from workbook.policies import BADGES
from workbook.selectors import Account, fault_lines, runs_page
from workbook.services import run_add
from workbook.writer import XLSX, empty_workbook, fault_list

TEMPLATES = {"zh": ("zh-hans", "导入模板.xlsx"), "en": ("en", "empty-workbook.xlsx")}


@allowed("import_workbook")
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request):
    """Uploads a workbook, and lists those of before, 30 a page (`?before=` an id)."""
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*posted, too_large=getattr(request, "upload_too_large", False))  # known once POST was read
    if pk := form.make_once("import", request.now, lambda: _keep(request, form.cleaned_data["file"])):
        return redirect("workbook:run", pk)
    before = request.GET.get("before", "")
    is_place = before.isascii() and before.isdigit() and len(before) < 19
    runs, older = runs_page(int(before) if is_place else None)
    rows = [(run, STATE_LABELS[run.state], *BADGES[run.state]) for run in runs]
    return render(request, "workbook/imports.html", {"form": form, "rows": rows, "older": older})


def _keep(request, file) -> ImportRun:
    return run_add(by=request.user, now=request.now, file=file, file_name=file.name)


@allowed("import_workbook")
@require_safe
def run(request, pk):
    """One workbook: how far it is, or what came of it."""
    return _show(request, pk, "workbook/run.html")


@allowed("import_workbook")
@require_safe
def progress(request, pk):
    """The part of the page that moves, asked for every second while the import is going."""
    return _show(request, pk, "workbook/_account.html")


def _show(request, pk: int, template: str):
    found = get_object_or_404(ImportRun.objects.select_related("uploaded_by"), pk=pk)
    colour, icon = BADGES[found.state]
    context = {
        "run": found,
        "account": Account(found, request.now),
        "state": STATE_LABELS[found.state],
        "colour": colour,
        "icon_name": icon,
    }
    return render(request, template, context)


@allowed("import_workbook")
@require_safe
def faults(request, pk):
    """All faults of a workbook that was not taken in, as a workbook."""
    found = get_object_or_404(ImportRun, pk=pk)
    lines = ((line.sheet, line.row, line.column, line.what, line.accepted) for line in fault_lines(found))
    return _download(fault_list(lines), f"faults-{found.pk}.xlsx")


@allowed("import_workbook")
@require_safe
def template(request):
    """The empty workbook, `?lang=zh` (default) or `en`."""
    language, name = TEMPLATES.get(request.GET.get("lang"), TEMPLATES["zh"])
    return _download(empty_workbook(language), name)


def _download(content: bytes, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})
