using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Screens;
using CentralOps.Domain.Screens.Design;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Screens;

/// <summary>What an administrator does to a screen.</summary>
public sealed class ScreenEditsTests
{
    private static readonly Screen Review = ShippedSteps.Screens.ShippedFor("review");
    private static readonly string[] Sample = ["amount", "payee.name", "purpose", "remark"];

    [Fact]
    public void A_field_that_is_set_or_moved_is_listed_with_all_before_it_so_that_none_changes_its_place()
    {
        var masked = Review.Set(Review.Rows(Sample), "payee.name", f => f with { Masked = true });
        Assert.Equal(["amount", "payee.name"], masked.Fields.Select(f => f.Code));
        Assert.True(masked.Find("payee.name")!.Masked);
        Assert.Equal(Sample, masked.Rows(Sample).Select(r => r.Look.Code));

        var moved = masked.Move(masked.Rows(Sample), "purpose", 0);
        Assert.Equal(["purpose", "amount", "payee.name", "remark"], moved.Rows(Sample).Select(r => r.Look.Code));
        Assert.True(moved.Find("payee.name")!.Masked);
        Assert.Equal(["amount", "payee.name", "purpose", "remark"], moved.Move(moved.Rows(Sample), "purpose", 2).Rows(Sample).Select(r => r.Look.Code));
        Assert.Same(moved, moved.Move(moved.Rows(Sample), "purpose", -5));
        Assert.Same(moved, moved.Move(moved.Rows(Sample), "shoe.size", 1));
        Assert.Null(moved.Unlist("payee.name").Find("payee.name"));
    }

    [Fact]
    public void A_panel_is_moved_within_and_between_columns_taken_off_and_brought_back()
    {
        var up = Review.Place("history", 2, 0);
        Assert.Equal(["history", "asked-by", "fields", "evidence"], up.Columns[2].Panels);
        var across = up.Place("history", 1, int.MaxValue);
        Assert.Equal(["image", "history"], across.Columns[1].Panels);
        Assert.DoesNotContain("history", across.TakeOff("history").Parts);
        Assert.Equal("history", across.TakeOff("history").Place("history", 9, 9).Columns[2].Panels[^1]);
    }

    [Fact]
    public void Columns_stay_as_wide_as_the_screen_whatever_is_done_to_them()
    {
        foreach (var screen in new[] { Review.Widen(0, 6), Review.Widen(2, 99), Review.Widen(1, -3), Review.AddColumn(), Review.RemoveColumn(0), Review.RemoveColumn(2).RemoveColumn(1).RemoveColumn(0), Review.RemoveColumn(2).RemoveColumn(1).Widen(0, 3) })
        {
            Assert.Equal(ScreenColumn.Whole, screen.Columns.Sum(c => c.Width));
            Assert.All(screen.Columns, c => Assert.True(c.Width >= ScreenColumn.Least));
            Assert.Equal(Review.Parts.Order(), screen.Parts.Order());
        }
    }
}
