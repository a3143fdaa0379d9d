using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Content;
using CentralOps.Domain.CoreBanking.Records;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Decision;

namespace CentralOps.Infrastructure.Recognition;

/// <summary>Recognises one page in the worker process, asks the records about what was read, decides with the threshold in force, and keeps the slices.</summary>
internal sealed class RecogniseMachine(IRecognitionWorker worker, VoucherConfiguration vouchers, RecordChecks records, IParameters parameters, IContentStore content) : IMachine
{
    public string Task => RecognisePagesStep.Recognise;

    /// <summary>A page that killed its worker twice goes to people.</summary>
    public int MostAttempts => 2;

    public async Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel)
    {
        var order = StoredJson.Read<RecognisePage>(item.Payload);
        var page = @case.Pages.First(p => p.Id == order.PageId);
        var templates = vouchers.Templates;
        var image = await content.GetAsync(page.ContentHash, cancel);
        var reading = await worker.ReadPageAsync(image, [.. templates.Select(t => t.Template)], [.. vouchers.Fields.All], order.Hint, cancel);

        var chosen = templates.FirstOrDefault(t => t.Template.Key == reading.TemplateKey);
        if (reading.TemplateKey is null || reading.Doubt is not null || chosen.Template is null)
            return new PageRecognised { PageId = page.Id, Doubt = reading.Doubt ?? "unknown-layout", ReadBy = reading.ReadBy };

        return new PageRecognised
        {
            PageId = page.Id,
            TemplateKey = chosen.Template.Key,
            TemplateVersion = chosen.Version,
            VoucherKind = chosen.Template.Kind,
            VoucherNumber = reading.VoucherNumber,
            Registration = reading.Registration is null ? null : [.. reading.Registration],
            RegistrationScore = reading.RegistrationScore,
            ReadBy = reading.ReadBy,
            Fields = await FieldsAsync(reading, cancel),
        };
    }

    private async Task<List<FieldRecognised>> FieldsAsync(PageReading reading, CancellationToken cancel)
    {
        var weights = new DecisionWeights { Threshold = (double)parameters.Number(ParameterKeys.RecognitionThreshold) };
        var facts = (await records.AddAsync([.. reading.Fields.Select(f => f.Facts).OfType<FieldEvidence>()], cancel)).ToDictionary(f => f.Field.Code);
        var fields = new List<FieldRecognised>();
        foreach (var field in reading.Fields)
        {
            var slice = await content.PutAsync(field.Slice, cancel);
            var decision = facts.TryGetValue(field.Code, out var known)
                ? RecognitionDecision.Decide(known, weights)
                : new FieldDecision(field.Value, field.Confidence, field.Sure, field.Doubtful, field.Evidence);
            fields.Add(new FieldRecognised(field.Code, slice, [.. field.Quad], decision.Value, Math.Round(decision.Confidence, 4), decision.Sure && field.Trusted, field.Blank, decision.Evidence, decision.Doubtful)
            {
                Eligible = decision.Eligible && field.Trusted,
                Threshold = decision.Threshold,
                Engines = decision.Engines,
                Calibration = DecisionWeights.Calibration,
            });
        }

        return fields;
    }
}
