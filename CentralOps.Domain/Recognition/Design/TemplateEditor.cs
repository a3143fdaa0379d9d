namespace CentralOps.Domain.Recognition.Design;

/// <summary>A template that is being changed, with the way back and forth.</summary>
public sealed class TemplateEditor(VoucherTemplate start)
{
    private const int Most = 200;

    private readonly LinkedList<VoucherTemplate> _before = [];
    private readonly Stack<VoucherTemplate> _after = [];

    /// <summary>As it is now.</summary>
    public VoucherTemplate Template { get; private set; } = start;

    /// <summary>There is a change that can be taken back.</summary>
    public bool CanUndo => _before.Count > 0;

    /// <summary>There is a change that was taken back.</summary>
    public bool CanRedo => _after.Count > 0;

    /// <summary>Changes it; a change that changes nothing is none.</summary>
    public bool Change(VoucherTemplate next)
    {
        if (ReferenceEquals(next, Template) || next == Template) return false;
        _before.AddLast(Template);
        if (_before.Count > Most) _before.RemoveFirst();
        _after.Clear();
        Template = next;
        return true;
    }

    /// <summary>Takes the last change back.</summary>
    public bool Undo()
    {
        if (_before.Last is not { } last) return false;
        _before.RemoveLast();
        _after.Push(Template);
        Template = last.Value;
        return true;
    }

    /// <summary>Makes a change again that was taken back.</summary>
    public bool Redo()
    {
        if (!_after.TryPop(out var next)) return false;
        _before.AddLast(Template);
        Template = next;
        return true;
    }
}
