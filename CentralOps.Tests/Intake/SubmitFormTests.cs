using Bunit;
using Bunit.TestDoubles;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Configuration;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.Submit;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Versioning;
using CentralOps.Tests.Cases;
using CentralOps.Tests.Support;
using CentralOps.Web.Cases.Progress;
using CentralOps.Web.Intake.Pages;
using CentralOps.Web.Intake.Submit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Intake;

public sealed class SubmitFormTests : PortalContext, IAsyncLifetime
{
    private const string Cheque = """
        ,"vouchers":[{"kind":"cheque"},{"kind":"paying-in-slip","required":false}],
        "checklist":[{"code":"original","zh":"已核对支票原件","en":"Original seen"},{"code":"slip","zh":"进账单已填","en":"Slip filled in","mandatory":false}]
        """;

    private readonly Guid _form = Ids.New();
    private CaseHost _centre = null!;
    private StaffMember _teller = null!;
    private Someone _current = null!;

    public async ValueTask InitializeAsync()
    {
        _centre = await CaseHost.StartAsync("sqlite", Line.Of("review"), []);
        await _centre.TypeAsync("cheque-transfer", Cheque);
        _teller = _centre.Person("teller");
        _current = new Someone(_teller);
        Services.AddSingleton(_centre.Get<SubmitCase>()).AddSingleton(_centre.Get<BranchTypes>()).AddSingleton(_centre.Get<IBranchLists>());
        Services.AddSingleton<ICaseProgress>(new FakeProgress());
        Services.AddSingleton<ICurrentStaff>(_current);
        Services.AddSingleton<CentreFeed>();
        Services.AddSingleton<IPublishedConfiguration>(new NothingPublished()).AddSingleton<IBusinessCalendar>(new FixedDay());
        Services.AddSingleton<ReasonCatalogue>().AddSingleton<ReasonTexts>().AddSingleton<VoucherConfiguration>().AddSingleton<CaseEventTexts>();
        Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        Services.AddSingleton<DraftTickets>();
        Services.AddSingleton(ShippedSteps.Catalogue);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _centre.DisposeAsync();
    }

    [Fact]
    public async Task A_case_can_be_sent_when_type_pages_and_mandatory_ticks_are_there()
    {
        var form = Open();
        Assert.True(Send(form).HasAttribute("disabled"));
        await form.Find("input[type=radio]").ChangeAsync("cheque-transfer");
        await ArriveAsync(form, Page("a"));
        Assert.True(Send(form).HasAttribute("disabled"));
        await form.FindAll("input[type=checkbox]")[0].ChangeAsync(true);
        Assert.False(Send(form).HasAttribute("disabled"));
        await Send(form).ClickAsync();
        var sent = Assert.Single(await SentAsync());
        Assert.Equal(sent.Id, (await _centre.Get<ICaseStore>().FindSubmissionAsync(_form, Cancel))?.CaseId);
        Assert.Equal(("cheque-transfer", "a"), (sent.BusinessType, sent.Pages[0].ContentHash));
        Assert.Equal(["original"], sent.Checklist);
        Assert.Contains(sent.Number, form.Markup, StringComparison.Ordinal);
        Assert.Contains("预计 4 分钟", form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_cannot_be_used_keeps_the_case_from_being_sent_and_says_what_to_do()
    {
        var form = await FilledAsync();
        await ArriveAsync(form, Page("b") with { Problems = [new QualityProblem("blurred", Blocking: true, 12)] });
        Assert.True(Send(form).HasAttribute("disabled"));
        Assert.Contains("第 2 页不可用", form.Find(".missing").TextContent, StringComparison.Ordinal);
        Assert.Contains("影像模糊", form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_another_open_case_has_is_told_with_its_number_and_may_be_sent()
    {
        var form = await FilledAsync();
        await ArriveAsync(form, Page("b") with { DuplicateOf = "202611230000007" });
        Assert.Contains("202611230000007", form.Find(".strip").TextContent, StringComparison.Ordinal);
        Assert.False(Send(form).HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_double_click_sends_once()
    {
        var form = await FilledAsync();
        (_current.Slow, var asked) = (new TaskCompletionSource(), _current.Asked);
        var button = Send(form);
        var first = button.ClickAsync();
        var second = form.InvokeAsync(() => button.Click());
        _current.Slow.SetResult();
        await first;
        await second;
        Assert.Equal(asked + 2, _current.Asked); // once to send, once for the progress that is shown then
        Assert.Single(await SentAsync());
    }

    [Fact]
    public async Task The_form_of_a_case_that_was_sent_before_shows_that_case_instead()
    {
        await _centre.TypeAsync("cheque-transfer");
        var sent = await _centre.SubmitAsync(_teller, _form);
        var form = Open();
        Assert.Contains(sent.Number, form.Markup, StringComparison.Ordinal);
        Assert.Empty(form.FindAll("#submit-case"));
    }

    [Fact]
    public void A_fresh_form_gets_its_submission_id_into_the_address()
    {
        var form = Render<SubmitForm>();
        var address = Services.GetRequiredService<BunitNavigationManager>().Uri;
        Assert.Matches("intake/submit\\?form=[0-9a-f-]{36}$", address);
        Assert.Empty(form.FindAll("#submit-case"));
    }

    [Fact]
    public async Task A_refusal_keeps_everything_and_names_its_code()
    {
        var form = await FilledAsync();
        await _centre.TypeAsync("cheque-transfer", Cheque + ""","retired":true""");
        await Send(form).ClickAsync();
        Assert.Contains("intake.unknown-type", form.Markup, StringComparison.Ordinal);
        Assert.Single(form.FindAll(".strip .page"));
        Assert.False(Send(form).HasAttribute("disabled"));
    }

    [Fact]
    public async Task Somebody_elses_page_is_not_taken()
    {
        var form = Open();
        var ticket = Services.GetRequiredService<DraftTickets>().Seal(Ids.New(), Page("stolen"));
        await form.InvokeAsync(() => form.FindComponent<PageTray>().Instance.PageArrived(ticket, "x.jpg"));
        Assert.Empty(form.FindAll(".strip .page"));
    }

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private async Task<List<Case>> SentAsync()
    {
        var cases = new List<Case>();
        foreach (var id in await _centre.QueryAsync(db => db.Set<Case>().Select(c => c.Id).ToListAsync(Cancel))) cases.Add(await _centre.CaseAsync(id));
        return cases;
    }

    private IRenderedComponent<SubmitForm> Open() => Render<SubmitForm>(p => p.Add(f => f.FormId, _form));

    private async Task<IRenderedComponent<SubmitForm>> FilledAsync()
    {
        var form = Open();
        await form.Find("input[type=radio]").ChangeAsync("cheque-transfer");
        await ArriveAsync(form, Page("a"));
        await form.FindAll("input[type=checkbox]")[0].ChangeAsync(true);
        return form;
    }

    private async Task ArriveAsync(IRenderedComponent<SubmitForm> form, DraftPage page)
    {
        var ticket = Services.GetRequiredService<DraftTickets>().Seal(_teller.Id, page);
        await form.InvokeAsync(() => form.FindComponent<PageTray>().Instance.PageArrived(ticket, page.FileName));
    }

    private static AngleSharp.Dom.IElement Send(IRenderedComponent<SubmitForm> form) => form.Find("#submit-case");

    private static DraftPage Page(string hash) => new(Ids.New(), hash, hash + "-small", 1600, 800, 1, hash + ".jpg", [], null);
}
