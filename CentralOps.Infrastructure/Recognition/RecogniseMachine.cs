using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Content;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Recognition;

namespace CentralOps.Infrastructure.Recognition;

/// <summary>Recognises one page in the worker process and keeps its slices.</summary>
internal sealed class RecogniseMachine(IRecognitionWorker worker, VoucherConfiguration vouchers, IContentStore content) : IMachine
{
    public string Task => RecognisePagesStep.Recognise;

    /// <summary>A page that killed its worker twice goes to people.</summary>
    public int MostAttempts => 2;

    public async Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel)
    {
        var order = CaseJson.Read<RecognisePage>(item.Payload);
        var page = @case.Pages.First(p => p.Id == order.PageId);
        var templates = vouchers.Templates;
        var image = await content.GetAsync(page.ContentHash, cancel);
        var reading = await worker.ReadPageAsync(image, [.. templates.Select(t => t.Template)], [.. vouchers.Fields.All], order.Hint, cancel);

        var chosen = templates.FirstOrDefault(t => t.Template.Key == reading.TemplateKey);
        if (reading.TemplateKey is null || reading.Doubt is not null || chosen.Template is null)
            return new PageRecognised { PageId = page.Id, Doubt = reading.Doubt ?? "unknown-layout" };

        var fields = new List<FieldRecognised>();
        foreach (var field in reading.Fields)
        {
            var slice = await content.PutAsync(field.Slice, cancel);
            fields.Add(new FieldRecognised(field.Code, slice, [.. field.Quad], field.Value, field.Confidence, field.Sure, field.Blank, field.Evidence, field.Doubtful));
        }

        return new PageRecognised
        {
            PageId = page.Id,
            TemplateKey = chosen.Template.Key,
            TemplateVersion = chosen.Version,
            VoucherKind = chosen.Template.Kind,
            VoucherNumber = reading.VoucherNumber,
            Registration = reading.Registration is null ? null : [.. reading.Registration],
            RegistrationScore = reading.RegistrationScore,
            Fields = fields,
        };
    }
}
