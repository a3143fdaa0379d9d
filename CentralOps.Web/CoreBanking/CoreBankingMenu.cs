using CentralOps.Domain.Administration;
using CentralOps.Web.Shell;
using MudBlazor;

namespace CentralOps.Web.CoreBanking;

/// <summary>Where the money is watched.</summary>
internal sealed class CoreBankingMenu : IMenu
{
    public IEnumerable<MenuEntry> Entries =>
    [
        new(MenuGroups.Watch, 25, "/core-banking/postings", "Menu.core-banking.postings", Permissions.PostingManage, Icons.Material.Outlined.AccountBalance),
    ];
}
