using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Cases.Persistence;
using CentralOps.Infrastructure.Database.Writing;

namespace CentralOps.Infrastructure.Cases;

/// <summary>A case with its open work, and their rows as they stand in the database: an advance writes what has become different.</summary>
internal sealed class StoredCase(Case @case, object?[]? row)
{
    /// <summary>The case.</summary>
    public Case Case { get; } = @case;

    /// <summary>Its row; null = it has not been written yet. The body is not in it.</summary>
    public object?[]? Row { get; set; } = row;

    /// <summary>Length of its body as it was written last, in characters.</summary>
    public int Size { get; set; }

    /// <summary>Work that is open or was asked for.</summary>
    public List<WorkItem> Work { get; private set; } = [];

    /// <summary>Rows of <see cref="Work"/>, by item.</summary>
    public Dictionary<Guid, object?[]> WorkRows { get; private set; } = [];

    /// <summary>What it could be found by when it was written last.</summary>
    public HashSet<CaseKeyValue> Keys { get; } = row is null ? [] : [.. KeysOf(@case)];

    /// <summary>It had reached an end when it was read.</summary>
    public bool WasFinished { get; } = row is not null && @case.IsFinished;

    /// <summary>Work as it has just been read.</summary>
    public void Restore(IReadOnlyList<WorkItem> work, RowShape shape)
    {
        Work = [.. work];
        WorkRows = work.ToDictionary(w => w.Id, shape.Row);
    }

    /// <summary>What a case can be found by.</summary>
    public static IEnumerable<CaseKeyValue> KeysOf(Case @case)
    {
        foreach (var page in @case.Pages)
        {
            yield return new CaseKeyValue("page", page.ContentHash);
            if (page.VoucherNumber is { Length: > 0 and <= 100 } number) yield return new CaseKeyValue("voucher", number);
        }

        foreach (var document in Domain.Batches.BatchFacts.Documents(@case)) yield return new CaseKeyValue("page", document);
        if (@case.Facts.Get(Domain.CentralAuthorization.Requests.NumberStep.Number) is { } given) yield return new CaseKeyValue(CaseKeys.Authorization, given);
        foreach (var field in @case.Fields)
        {
            if (field.Status != FieldStatus.Accepted || field.Value is not { Length: > 0 and <= 100 } value) continue;
            if (@case.Body.Numbers.Contains(field.Code)) yield return new CaseKeyValue("voucher", value);
            if (field.Type == FieldTypes.Account) yield return new CaseKeyValue("account", value);
        }
    }
}

/// <summary>Kind and value of a <see cref="CaseKey"/>.</summary>
internal readonly record struct CaseKeyValue(string Kind, string Value);
