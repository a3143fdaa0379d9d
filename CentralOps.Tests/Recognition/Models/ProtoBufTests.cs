using CentralOps.Benchmarks.Recognition.Models;

namespace CentralOps.Tests.Recognition.Models;

/// <summary>Messages are read and written without their definition.</summary>
public class ProtoBufTests
{
    // Field 1 = 150, field 2 = "testing" (both from protobuf.dev), field 3 = eight bytes, field 4 = four bytes.
    private const string Message = "089601120774657374696E6719010203040506070825AABBCCDD";

    [Fact]
    public void A_message_is_read_and_written_as_it_was()
    {
        byte[] bytes = Convert.FromHexString(Message);
        List<ProtoField> fields = ProtoBuf.Read(bytes);
        Assert.Equal([1, 2, 3, 4], fields.Select(f => f.Number));
        Assert.Equal(150UL, fields[0].Value);
        Assert.Equal("testing", fields[1].Text);
        Assert.Equal(0xDDCCBBAAUL, fields[3].Value);
        Assert.Equal(bytes, ProtoBuf.Write(fields));
    }

    [Theory]
    [InlineData("08")]
    [InlineData("0896")]
    [InlineData("1207746573")]
    [InlineData("190102")]
    [InlineData("0B")]
    [InlineData("08FFFFFFFFFFFFFFFFFFFF01")]
    public void A_damaged_message_is_refused(string hex) => Assert.Throws<InvalidDataException>(() => ProtoBuf.Read(Convert.FromHexString(hex)));

    [Fact]
    public void Numbers_that_stand_one_behind_the_other_are_told_apart() => Assert.Equal([3, 270, 86942], ProtoBuf.Packed(Convert.FromHexString("038E029EA705")));
}
