using CentralOps.Domain.Processes;
using CentralOps.Domain.Rules;
using CentralOps.Domain.Rules.Dmn;
using CentralOps.Domain.Versioning;

namespace CentralOps.Tests.Processes;

public sealed class ShippedModelTests
{
    public static TheoryData<string> Processes => [.. Directory.EnumerateFiles(Path.Combine(ShippedConfiguration.Root, "samples", "processes"), "*.bpmn").Select(f => Path.GetFileNameWithoutExtension(f)!)];

    public static TheoryData<string> RuleSets => [.. Directory.EnumerateFiles(Path.Combine(ShippedConfiguration.Root, "samples", "rules"), "*.dmn").Select(f => Path.GetFileNameWithoutExtension(f)!)];

    [Theory]
    [MemberData(nameof(Processes))]
    public void A_shipped_process_loads_without_findings_and_what_it_names_exists(string key)
    {
        var configuration = new ShippedConfiguration();
        var reading = new PublishedProcesses(configuration, new FeelEvaluator(TimeProvider.System)).Read(key, null)!;
        Assert.Empty(reading.Findings);
        foreach (var element in reading.Graph!.Elements.Values)
        {
            if (element.CalledProcess is { } called) Assert.NotNull(configuration.Current(ConfigurationKind.Process, called));
            if (element.RuleSet is { } ruleSet) Assert.NotNull(configuration.Current(ConfigurationKind.RuleSet, ruleSet));
            if (element.Step is { } step) Assert.Contains(step.Step, KnownSteps);
        }
    }

    private static readonly string[] KnownSteps =
    [
        "recognition.pages", "classification", "entry.fields", "check.data", "correction", "branch.supplementary", "branch.rework", "callback.phone", "seal.verify", "cipher.verify",
        "risk.screen", "risk.decide", "review", "authorization", "escalation", "authorization.number", "batch.post", "branch.remainder", "core.post", "core.record", "customer.compare", "seal.capture", "seal.keep", "landing.decide", "documents.print", "receipt.issue", "archive",
    ];

    [Theory]
    [MemberData(nameof(RuleSets))]
    public void A_shipped_rule_set_loads_without_findings(string key)
    {
        var reading = DmnReader.Read(new ShippedConfiguration().Current(ConfigurationKind.RuleSet, key)!.Content);
        Assert.Empty(reading.Findings);
        Assert.Single(reading.Model!.Decisions);
    }

    [Fact]
    public void A_small_cheque_passes_machines_and_a_reviewer_and_ends_archived()
    {
        var walk = new Walk("cheque-transfer", 8800.50m, cipher: "1234567890123456").Start().Until();
        Assert.True(walk.State.Ended);
        Assert.Equal(["recognise", "enter", "check"], walk.Done[..3]);
        Assert.Equal(["cipher", "risk", "seal"], walk.Done[3..6].Order(StringComparer.Ordinal));
        Assert.Equal(["review", "post"], walk.Done[6..8]);
        Assert.Equal(["documents", "receipt"], walk.Done[8..10].Order(StringComparer.Ordinal));
        Assert.Equal(["archive"], walk.Done[10..]);
        Assert.Equal(new ProcessEnded(false), walk.Effects[^1]);
    }

    [Fact]
    public void A_cheque_over_five_million_needs_everything_and_two_authorizers()
    {
        var walk = new Walk("cheque-transfer", 6_000_000m, cipher: "1").Start().Until("supplement");
        Assert.Equal("supplement", walk.Waits);
        walk.Until("phone", "seal", "cipher", "risk");
        Assert.Equal("cipher phone risk seal", walk.Waits);
        walk.Until("authorize");
        Assert.Equal((2m, 2m), (walk.Facts["authorization_level"], walk.Facts["authorization_persons"]));
        walk.Until();
        Assert.True(walk.State.Ended);
    }

    [Fact]
    public void A_page_that_machines_are_unsure_of_goes_to_classification()
    {
        var walk = new Walk("cheque-transfer", 100m).Answering("recognise", "unsure").Start().Until("classify");
        Assert.Equal("classify", walk.Waits);
        walk.Until();
        Assert.True(walk.State.Ended);
    }

    [Fact]
    public void Data_that_fail_their_checks_are_corrected_and_checked_again()
    {
        var walk = new Walk("cheque-transfer", 100m).Answering("check", "failed", "failed").Start().Until();
        Assert.Equal((3, 2), (walk.Done.Count(d => d == "check"), walk.Done.Count(d => d == "correct")));
        Assert.True(walk.State.Ended);
    }

    [Theory]
    [InlineData("phone", "refused")]
    [InlineData("phone", "unreachable")]
    [InlineData("seal", "failed")]
    [InlineData("cipher", "wrong")]
    [InlineData("post", "refused")]
    public void What_the_branch_must_mend_waits_there_and_starts_again_at_recognition(string element, string outcome)
    {
        var walk = new Walk("cheque-transfer", 2_500_000m, cipher: "1").Answering(element, outcome).Start().Until("rework");
        Assert.Equal("rework", walk.Waits);
        Assert.Single(walk.State.Tokens);
        walk.Until("recognise");
        Assert.Equal("recognise", walk.Waits);
        walk.Until();
        Assert.True(walk.State.Ended);
    }

    [Fact]
    public void A_payment_password_system_that_is_down_leaves_the_decision_to_a_person()
    {
        var walk = new Walk("cheque-transfer", 100m).Answering("cipher", "manual").Start().Until("settle", "seal", "risk");
        Assert.Equal("risk seal settle", walk.Waits);
        walk.Until();
        Assert.True(walk.State.Ended);
    }

    [Fact]
    public void An_operator_can_return_a_case_from_any_post()
    {
        var walk = new Walk("cheque-transfer", 2_500_000m, cipher: "1").Start().Until("phone", "seal");
        walk.ReturnTo("rework");
        Assert.Equal("rework", walk.Waits);
        Assert.Equal(2, walk.Effects.OfType<StepCancelled>().Count());
        walk.Until();
        Assert.True(walk.State.Ended);
    }

    [Fact]
    public void An_authorization_nobody_takes_is_escalated_and_still_waits()
    {
        var walk = new Walk("cheque-transfer", 60_000m).Start().Until("authorize");
        walk.Fire("authorize", "late");
        Assert.Equal("authorize escalate", walk.Waits);
        walk.Until();
        Assert.True(walk.State.Ended);
    }

    [Theory]
    [InlineData(800, "", "small-value", false)]
    [InlineData(20_000, "", "small-value", true)]
    [InlineData(1_800_000, "", "large-value", true)]
    [InlineData(800, "urgent", "large-value", true)]
    public void A_remittance_is_routed_by_amount_and_urgency(int amount, string urgency, string route, bool reviewed)
    {
        var walk = new Walk("remittance", amount, urgency).Start().Until();
        Assert.True(walk.State.Ended);
        Assert.Equal(route, walk.Facts["payment_route"]);
        Assert.Equal(reviewed, walk.Done.Contains("review"));
        Assert.DoesNotContain("cipher", walk.Done);
    }

    [Theory]
    [InlineData("loan-drawdown", 40_000, 2, 2)]
    [InlineData("time-deposit", 40_000, 0, 1)]
    [InlineData("bill", 40_000, 0, 1)]
    public void A_loan_needs_two_authorizers_whatever_its_amount_and_a_deposit_none(string type, int amount, int level, int persons)
    {
        var walk = new Walk(type, amount).Start().Until();
        Assert.True(walk.State.Ended);
        Assert.Contains("seal", walk.Done);
        Assert.DoesNotContain("cipher", walk.Done);
        Assert.DoesNotContain("phone", walk.Done);
        Assert.Equal(((decimal)level, (decimal)persons), (walk.Facts["authorization_level"], walk.Facts["authorization_persons"]));
    }

    [Fact]
    public void A_bill_is_accepted_by_two_people_and_the_drawer_is_charged_at_once()
    {
        var walk = Acceptance(margin: 12_000).Start().Until();
        Assert.True(walk.State.Ended);
        Assert.Contains("seal", walk.Done);
        Assert.Equal((2m, 2m), (walk.Facts["authorization_level"], walk.Facts["authorization_persons"]));
        Assert.Equal(12_020m, walk.Facts["charge_total"]);
        Assert.Equal(["authorize", "post", "margin", "fee"], walk.Done[^7..^3]);
    }

    [Theory]
    [InlineData(11_999.99, "2027-05-23", "acceptance-margin")]
    [InlineData(12_000, "2027-05-24", "acceptance-term")]
    [InlineData(12_000, null, "acceptance-unclear")]
    public void A_bill_whose_terms_are_not_met_goes_back_to_the_branch_before_anybody_decides(double margin, string? due, string reason)
    {
        var walk = Acceptance((decimal)margin, due).Start().Until("rework");
        Assert.Equal(reason, walk.Facts["return_reason"]);
        Assert.Equal("rework", Assert.Single(walk.State.Tokens).ElementId);
        Assert.DoesNotContain("review", walk.Done);
    }

    [Fact]
    public void A_charge_that_the_core_refuses_brings_the_bill_back_to_the_branch_with_nothing_booked()
    {
        var walk = Acceptance(margin: 12_000).Answering("post", "refused").Start().Until("rework");
        Assert.Equal("rework", Assert.Single(walk.State.Tokens).ElementId);
        Assert.DoesNotContain("margin", walk.Done);
        Assert.DoesNotContain("fee", walk.Done);
    }

    [Fact]
    public void Seals_that_differ_on_the_bill_alone_send_the_case_back()
    {
        var walk = Acceptance(margin: 12_000).Answering("billseal", "failed").Start().Until("rework");
        Assert.Equal("rework", walk.Waits);
        Assert.Equal(["seal", "billseal"], walk.Done.Where(d => d.EndsWith("seal", StringComparison.Ordinal)));
        Assert.DoesNotContain("review", walk.Done);
    }

    [Fact]
    public void What_a_drawer_was_charged_is_handed_on_however_often_the_core_refuses_it()
    {
        var walk = Acceptance(margin: 12_000).Answering("margin", "refused").Start().Until();
        Assert.Equal("margin-wait", walk.Waits);
        walk.Fire("margin-wait", "margin-wait").Until();
        Assert.True(walk.State.Ended);
        Assert.Equal(["post", "margin", "margin-late", "margin", "fee"], walk.Done[^8..^3]);
    }

    private static Walk Acceptance(decimal margin, string? due = "2027-05-23")
    {
        var walk = new Walk("bill-acceptance", 40_000);
        (walk.Facts["margin_amount"], walk.Facts["acceptance_fee"], walk.Facts["issue_date"]) = (margin, 20m, new DateOnly(2026, 11, 23));
        walk.Facts["application_due_date"] = due is null ? null : DateOnly.ParseExact(due, "yyyy-MM-dd");
        return walk;
    }

    [Theory]
    [InlineData(100, 1, 1)]
    [InlineData(1_000_000, 2, 2)]
    public void An_internal_transfer_is_never_booked_without_a_second_person(int amount, int level, int persons)
    {
        var walk = new Walk("internal-transfer", amount).Answering("check", "failed").Start().Until("rework");
        Assert.Equal("rework", walk.Waits);
        walk.Until();
        Assert.True(walk.State.Ended);
        Assert.Equal(["check", "rework", "check", "risk", "authorize", "post"], walk.Done[..6]);
        Assert.Equal(((decimal)level, (decimal)persons), (walk.Facts["authorization_level"], walk.Facts["authorization_persons"]));
    }

    [Theory]
    [InlineData("transfer", 10_000, 0, 1)]
    [InlineData("transfer", 60_000, 1, 1)]
    [InlineData("cash-withdrawal", 600_000, 2, 2)]
    [InlineData("account-closing", 1, 2, 1)]
    public void A_counter_transaction_is_authorized_as_its_rules_say_and_waits_for_the_use_of_its_number(string transaction, int amount, int level, int persons)
    {
        var walk = new Walk("counter-authorization", amount);
        walk.Facts["counter_transaction"] = transaction;
        walk.Start().Until();
        Assert.Equal(((decimal)level, (decimal)persons), (walk.Facts["authorization_level"], walk.Facts["authorization_persons"]));
        Assert.Equal(level > 0, walk.Done.Contains("authorize"));
        Assert.Equal("wait", walk.Waits);
        walk.Receive("wait", "authorization-used").Until();
        Assert.True(walk.State.Ended);
    }

    [Fact]
    public void A_request_that_nobody_takes_goes_to_the_higher_level()
    {
        var walk = new Walk("counter-authorization", 60_000);
        walk.Facts["counter_transaction"] = "transfer";
        walk.Start().Until("authorize").Fire("authorize", "late").Until("authorize-higher");
        Assert.Equal("authorize-higher", walk.Waits);
        walk.Until().Fire("wait", "expired").Until();
        Assert.True(walk.State.Ended);
    }

    [Fact]
    public void An_account_is_opened_only_after_two_reviews_and_its_seals_are_kept_after_it_is_there()
    {
        var walk = new Walk("account-opening", null).Start().Until();
        Assert.True(walk.State.Ended);
        Assert.Equal(["specimens", "risk", "review", "second-review", "open", "keep", "documents", "archive"], walk.Done[^8..]);
        Assert.DoesNotContain("seal", walk.Done); // there is nothing reserved yet to compare with
    }

    [Theory]
    [InlineData("account-opening", "specimens", "failed")]
    [InlineData("account-opening", "open", "refused")]
    [InlineData("customer-change", "compare", "nothing")]
    [InlineData("customer-change", "change", "refused")]
    [InlineData("customer-change", "seal", "failed")]
    [InlineData("online-banking", "sign", "refused")]
    public void What_hinders_a_change_of_records_goes_to_the_branch_and_starts_again(string type, string element, string outcome)
    {
        var walk = new Walk(type, null).Answering(element, outcome).Start().Until("rework");
        Assert.Equal("rework", walk.Waits);
        Assert.Single(walk.State.Tokens);
        walk.Until();
        Assert.True(walk.State.Ended);
    }

    [Theory]
    [InlineData("changes_legal_name", true, true)]
    [InlineData("changes_contact_phone", true, false)]
    [InlineData("changes_address", false, false)]
    public void What_changes_says_who_is_called_and_how_many_review(string change, bool phone, bool second)
    {
        var walk = new Walk("customer-change", null);
        walk.Facts[change] = true;
        walk.Start().Until();
        Assert.True(walk.State.Ended);
        Assert.Equal((phone, second), (walk.Done.Contains("phone"), walk.Done.Contains("second-review")));
        Assert.Contains("seal", walk.Done);
    }

    [Theory]
    [InlineData(1_000_000, true)]
    [InlineData(999_999, false)]
    public void Online_banking_with_a_high_limit_is_called_back_and_reviewed_twice(int limit, bool strict)
    {
        var walk = new Walk("online-banking", null);
        walk.Facts["daily_limit"] = (decimal)limit;
        walk.Start().Until();
        Assert.True(walk.State.Ended);
        Assert.Equal((strict, strict), (walk.Done.Contains("phone"), walk.Done.Contains("second-review")));
    }

    [Theory]
    [InlineData(60_000, false)]
    [InlineData(500_000, true)]
    public void A_landed_order_is_decided_called_back_when_large_and_authorized_before_it_is_booked(int amount, bool phone)
    {
        var walk = new Walk("online-banking-order", amount).Start().Until();
        Assert.True(walk.State.Ended);
        Assert.Equal(phone, walk.Done.Contains("phone"));
        Assert.Equal((1m, 1m), (walk.Facts["authorization_level"], walk.Facts["authorization_persons"]));
        Assert.True(walk.Done.IndexOf("landing") < walk.Done.IndexOf("authorize") && walk.Done.IndexOf("authorize") < walk.Done.IndexOf("post"));
    }

    [Theory]
    [InlineData("cheque-transfer")]
    [InlineData("remittance")]
    [InlineData("bill")]
    [InlineData("loan-drawdown")]
    [InlineData("time-deposit")]
    [InlineData("internal-transfer")]
    [InlineData("online-banking-order")]
    [InlineData("payroll")]
    public void Whichever_way_money_leaves_the_risk_system_is_asked_and_a_hit_decided_before(string type)
    {
        var walk = new Walk(type, 60_000).Answering("risk", "hit").Start().Until();
        Assert.True(walk.State.Ended);
        int At(string element) => walk.Done.IndexOf(element) is >= 0 and var at ? at : throw new InvalidOperationException($"{type} never comes to {element}");
        Assert.True(At("risk") < At("decide") && At("decide") < At("post"));
    }

    [Fact]
    public void Payments_of_a_batch_that_fail_are_mended_and_authorized_anew_or_refunded()
    {
        var walk = new Walk("payroll", 60_000).Answering("lines", "partial", "partial").Answering("remainder", "retry", "refund").Start().Until();
        Assert.True(walk.State.Ended);
        Assert.Equal(["check", "risk", "authorize", "post", "lines", "remainder", "risk", "authorize", "lines", "remainder", "refund"], walk.Done[..11]);
        Assert.Equal(["archive"], walk.Done[^1..]);
    }

    [Fact]
    public void A_batch_that_the_branch_forgets_is_refunded()
    {
        var walk = new Walk("payroll", 60_000).Answering("lines", "partial").Start().Until("remainder").Fire("remainder", "too-late").Until();
        Assert.True(walk.State.Ended);
        Assert.Contains("refund", walk.Done);
    }

    [Fact]
    public void An_amount_nobody_knows_is_authorized_strictly_and_never_crashes_a_rule()
    {
        var walk = new Walk("cheque-transfer", null).Start().Until("authorize");
        Assert.Equal(2m, walk.Facts["authorization_level"]);
        Assert.Equal("normal", walk.Facts["priority_class"]);
    }
}
