using System.Security.Cryptography;
using System.Text;
using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Intake.Landing;

/// <summary>Makes cases of landed orders. An order becomes one case however often it is seen: its number decides the submission.</summary>
public sealed class PickUpLandedOrders(
    ILandedOrders orders, CaseAdvancer advancer, ICaseStore store, NewCases cases, VoucherConfiguration vouchers, IBranches branches)
{
    /// <summary>Business types with this channel take landed orders; no teller submits them.</summary>
    public const string Channel = "online-bank";

    /// <summary>Takes up what waits. What is for a branch that is closed or unknown stays with the online bank, which knows whom to ask.</summary>
    /// <returns>Numbers of the orders that were left there.</returns>
    /// <exception cref="CoreBanking.CoreUnavailable">The online bank did not answer.</exception>
    public async Task<IReadOnlyList<string>> PickUpAsync(CancellationToken cancel = default)
    {
        if (vouchers.BusinessTypes.FirstOrDefault(t => t is { Channel: Channel, Retired: false }) is not { } type) return [];
        var left = new List<string>();
        foreach (var order in await orders.WaitingAsync(cancel))
        {
            var submission = SubmissionOf(order.Number);
            var known = await store.FindSubmissionAsync(submission, cancel);
            if (known is null)
            {
                if (await branches.FindAsync(order.BranchCode, cancel) is not { Active: true })
                {
                    left.Add(order.Number);
                    continue;
                }

                var @case = await CaseOfAsync(order, type, cancel);
                if (await advancer.StartAsync(@case, type.Process, submission, cancel) is not { } submitted) continue; // another node, or a number taken: seen again at the next look
                known = submitted;
            }

            await orders.TakenAsync(order.Number, known.Number, cancel);
        }

        return left;
    }

    private async Task<Case> CaseOfAsync(LandedOrder order, BusinessType type, CancellationToken cancel)
    {
        var @case = await cases.DrawUpAsync(type, order.BranchCode, Channel, cancel: cancel);
        @case.Facts.Set(LandingFacts.Reason, $"landing.{order.Reason}");
        // What the type's form does not name is not taken; what is not well-formed is found by the data check, where people see it.
        foreach (var (code, _) in type.Form)
        {
            var definition = vouchers.Fields.Of(code);
            var field = new CaseField { CaseId = @case.Id, Code = code, Type = definition.Type, Keying = KeyingPolicies.None, Optional = definition.Optional };
            @case.Put(field);
            @case.Accept(field, vouchers.Fields.Normalise(code, type.Numbers is [var first, ..] && code == first ? order.Number : order.Fields.GetValueOrDefault(code)), "channel", @case.SubmittedAt);
        }

        return @case;
    }

    private static Guid SubmissionOf(string number) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"landed-order:{number}")).AsSpan(0, 16));
}
