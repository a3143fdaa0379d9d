using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Fields;

namespace CentralOps.Domain.Intake;

/// <summary>What a teller fills in where a business type has a form: checked when it is sent, trusted as the maker's word, to be confirmed by a second person.</summary>
public static class SubmissionForm
{
    /// <summary>Boxes of the form, in order.</summary>
    public static IReadOnlyList<FormBox> Of(BusinessType type, FieldCatalogue catalogue) => [.. type.Form.Select(f => new FormBox(catalogue.Of(f.Code), f.Required))];

    /// <summary>What is wrong with one box as typed, as codes of <see cref="FieldChecks"/>; empty = nothing.</summary>
    public static IReadOnlyList<string> Problems(FormBox box, string? typed)
    {
        var value = FieldNormalisation.Normalise(box.Field.Type, typed);
        if (value.Length == 0) return box.Required ? ["missing"] : [];
        return value.Length > 500 ? ["length"] : FieldChecks.Problems(box.Field, value);
    }

    /// <summary>Null when everything may be taken; else <c>intake.form-unknown</c> or <c>intake.form-wrong</c> with the field's names and the problem.</summary>
    public static Refusal? Check(IReadOnlyList<FormBox> boxes, IReadOnlyDictionary<string, string> typed)
    {
        if (typed.Keys.FirstOrDefault(code => !boxes.Any(b => b.Field.Code == code)) is { } unknown) return new Refusal("intake.form-unknown", unknown);
        foreach (var box in boxes)
        {
            if (Problems(box, typed.GetValueOrDefault(box.Field.Code)) is [var problem, ..])
                return new Refusal("intake.form-wrong", box.Field.NameZh, box.Field.NameEn, problem);
        }

        return null;
    }

    /// <summary>Takes a checked form into the case. A value that did not change keeps what was approved of it.</summary>
    public static void Take(Case @case, IReadOnlyList<FormBox> boxes, IReadOnlyDictionary<string, string> typed, Guid userId, DateTimeOffset now)
    {
        foreach (var (definition, _) in boxes)
        {
            var value = FieldNormalisation.Normalise(definition.Type, typed.GetValueOrDefault(definition.Code));
            if (@case.Field(definition.Code) is { Status: FieldStatus.Accepted } same && same.Value == value) continue;
            var field = new CaseField { CaseId = @case.Id, Code = definition.Code, Type = definition.Type, Keying = KeyingPolicies.None, Optional = definition.Optional };
            @case.Put(field);
            @case.Keyings.Add(new FieldKeying { CaseId = @case.Id, Code = definition.Code, UserId = userId, Role = "branch", Value = value, At = now });
            @case.Accept(field, value, "branch", now);
        }

        var order = boxes.Select((b, i) => (b.Field.Code, i)).ToDictionary(b => b.Code, b => b.i);
        var sorted = @case.Fields.OrderBy(f => order.GetValueOrDefault(f.Code, int.MaxValue)).ToList();
        @case.Fields.Clear();
        @case.Fields.AddRange(sorted);
    }
}
