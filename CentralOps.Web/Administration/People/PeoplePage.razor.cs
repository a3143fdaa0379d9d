using CentralOps.Domain.Administration;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Components;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CentralOps.Web.Administration.People;

/// <summary>People: list, create, edit, lock, unlock, new password.</summary>
public sealed partial class PeoplePage
{
    private IReadOnlyList<PersonDetails> _people = [];
    private IReadOnlyList<Branch> _branches = [];
    private IReadOnlyList<WorkPost> _posts = [];
    private IReadOnlyList<RoleRow> _roles = [];
    private StaffMember? _me;
    private string _search = "";
    private string _branch = "";
    private Refusal? _refusal;
    private Refusal? _editRefusal;
    private string? _password;
    private PersonDetails? _row;
    private PersonForm? _draft;

    [Inject]
    private ManagePeople Manage { get; set; } = default!;

    [Inject]
    private IPeopleStore Store { get; set; } = default!;

    [Inject]
    private IRoleStore RoleStore { get; set; } = default!;

    [Inject]
    private IBranches BranchBook { get; set; } = default!;

    [Inject]
    private IWorkPosts PostBook { get; set; } = default!;

    [Inject]
    private TextCatalogue Codes { get; set; } = default!;

    [Inject]
    private ICurrentStaff Current { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    private IEnumerable<PersonDetails> Shown => _people.Where(p =>
        (_branch.Length == 0 || p.Staff.BranchCode == _branch)
        && (_search.Length == 0
            || p.Staff.DisplayName.Contains(_search, StringComparison.OrdinalIgnoreCase)
            || p.Staff.UserName.Contains(_search, StringComparison.OrdinalIgnoreCase)));

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _me = await Current.GetAsync();
        _branches = await BranchBook.AllAsync();
        _posts = await PostBook.AllAsync();
        _roles = await RoleStore.ListAsync();
        _people = await Store.ListAsync();
    }

    private void Open(PersonDetails? row)
    {
        (_row, _draft) = (row, PersonForm.Of(row?.Staff, _branches));
        (_editRefusal, _password, _refusal) = (null, null, null);
    }

    private void Close() => (_draft, _row) = (null, null);

    private async Task SaveAsync(PersonForm form)
    {
        var me = await Current.GetAsync();
        if (form.Id is null)
        {
            var added = await Manage.AddAsync(me, form.ToDraft());
            (_editRefusal, _password) = (added.Refusal, added.ValueOrDefault);
        }
        else
        {
            _editRefusal = (await Manage.ChangeAsync(me, form.ToDraft())).Refusal;
        }

        if (_editRefusal is null)
            await ReloadAsync(form.UserName);
    }

    private async Task ResetAsync()
    {
        if (_row is null || !await Dialogs.ConfirmAsync(Texts["People.Reset"], Texts["People.ResetText", _row.Staff.DisplayName]))
            return;
        var reset = await Manage.ResetPasswordAsync(await Current.GetAsync(), _row.Staff.Id);
        (_editRefusal, _password) = (reset.Refusal, reset.ValueOrDefault);
        if (reset.Succeeded)
            await ReloadAsync(_row.Staff.UserName);
    }

    private async Task SetActiveAsync(bool active)
    {
        if (_row is null)
            return;
        if (!active && !await Dialogs.ConfirmAsync(Texts["People.Lock"], Texts["People.LockText", _row.Staff.DisplayName], Texts["People.Lock"], danger: true))
            return;
        _editRefusal = (await Manage.SetActiveAsync(await Current.GetAsync(), _row.Staff.Id, active)).Refusal;
        if (_editRefusal is null)
            await ReloadAsync(_row.Staff.UserName);
    }

    private async Task ReloadAsync(string userName)
    {
        _people = await Store.ListAsync();
        _roles = await RoleStore.ListAsync();
        var password = _password;
        Open(_people.FirstOrDefault(p => p.Staff.UserName == userName));
        _password = password;
        Snackbar.Add(Texts["Saved"], Severity.Success);
    }

    private string BranchName(string code) => _branches.FirstOrDefault(b => b.Code == code)?.Name() ?? code;

    private string PostName(string code) => _posts.FirstOrDefault(p => p.Code == code)?.Name() ?? code;

    private string RoleName(string name) => _roles.FirstOrDefault(r => r.Name == name) is { } role ? Codes.RoleName(role) : name;
}
