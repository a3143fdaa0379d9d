using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Changes;
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
    private IReadOnlyList<ProposedChange> _waiting = [];
    private Refusal? _editRefusal;
    private CodeGiven? _code;
    private PersonDetails? _row;
    private PersonForm? _draft;

    [Inject]
    private ManagePeople Manage { get; set; } = default!;

    [Inject]
    private IPeopleStore Store { get; set; } = default!;

    [Inject]
    private IProposedChanges Proposals { get; set; } = default!;

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
        await ReloadAsync();
    }

    private void Open(PersonDetails? row)
    {
        (_row, _draft) = (row, PersonForm.Of(row?.Staff, _branches));
        (_editRefusal, _code) = (null, null);
    }

    private void Close() => (_draft, _row) = (null, null);

    private async Task SaveAsync(PersonForm form)
    {
        var me = await Current.GetAsync();
        if (form.Id is null)
        {
            var added = await Manage.AddAsync(me, form.ToDraft());
            await ShowAsync(form.UserName, added.Refusal, added.ValueOrDefault?.Effect, added.ValueOrDefault);
        }
        else
        {
            var changed = await Manage.ChangeAsync(me, form.ToDraft());
            await ShowAsync(form.UserName, changed.Refusal, changed.ValueOrDefault?.Effect, changed.ValueOrDefault);
        }
    }

    private async Task ResetAsync()
    {
        if (_row is null || !await Dialogs.ConfirmAsync(Texts["People.Reset"], Texts["People.ResetText", _row.Staff.DisplayName]))
            return;
        var reset = await Manage.ResetPasswordAsync(await Current.GetAsync(), _row.Staff.Id);
        await ShowAsync(_row.Staff.UserName, reset.Refusal, reset.ValueOrDefault?.Effect, reset.ValueOrDefault);
    }

    private async Task SetActiveAsync(bool active)
    {
        if (_row is null)
            return;
        if (!active && !await Dialogs.ConfirmAsync(Texts["People.Lock"], Texts["People.LockText", _row.Staff.DisplayName], Texts["People.Lock"], danger: true))
            return;
        var set = await Manage.SetActiveAsync(await Current.GetAsync(), _row.Staff.Id, active);
        await ShowAsync(_row.Staff.UserName, set.Refusal, set.ValueOrDefault);
    }

    private async Task ShowAsync(string userName, Refusal? refusal, ChangeEffect? effect, CodeGiven? code = null)
    {
        _editRefusal = refusal;
        if (refusal is not null)
            return;
        await ReloadAsync();
        Open(_people.FirstOrDefault(p => p.Staff.UserName == userName));
        _code = code is { Code.Length: > 0 } ? code : null;
        Snackbar.Add(effect == ChangeEffect.Waits ? Changes["Proposed"] : Texts["Saved"], Severity.Success);
    }

    private async Task DecidedAsync()
    {
        await ReloadAsync();
        Open(_people.FirstOrDefault(p => p.Staff.Id == _row?.Staff.Id));
    }

    private async Task ReloadAsync()
    {
        _people = await Store.ListAsync();
        _roles = await RoleStore.ListAsync();
        _waiting = [.. (await Proposals.WaitingAsync()).Where(c => c.Thing is ControlledThing.Person or ControlledThing.Unlocking or ControlledThing.Password)];
    }

    private IReadOnlyList<ProposedChange> WaitingOf(PersonDetails? row) => row is null ? [] : [.. _waiting.Where(c => c.Subject == row.Staff.UserName)];

    private string BranchName(string code) => _branches.FirstOrDefault(b => b.Code == code)?.Name() ?? code;

    private string PostName(string code) => _posts.FirstOrDefault(p => p.Code == code)?.Name() ?? code;

    private string RoleName(string name) => _roles.FirstOrDefault(r => r.Name == name) is { } role ? Codes.RoleName(role) : name;
}
