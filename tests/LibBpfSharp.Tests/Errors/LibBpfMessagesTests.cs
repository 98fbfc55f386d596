namespace LibBpfSharp.Tests.Errors;

public sealed class LibBpfMessagesTests : IDisposable
{
    public void Dispose() => LibBpfMessages.Route(null);

    [Fact]
    public void Route_Warnings_ArriveFormatted()
    {
        var messages = new List<(BpfMessageLevel, string)>();
        LibBpfMessages.Route((level, text) => messages.Add((level, text)));

        Assert.Throws<BpfException>(() => BpfObject.OpenMemory("this is no object file"u8, "garbage"));

        Assert.Contains(messages, message => message.Item1 == BpfMessageLevel.Warning && message.Item2.Contains("garbage", StringComparison.Ordinal));
    }

    [Fact]
    public void Route_Debug_ArrivesOnlyWhenAskedFor()
    {
        var (warnings, everything) = (0, 0);
        LibBpfMessages.Route((_, _) => warnings++);
        TestObject.Open().Dispose();
        LibBpfMessages.Route((_, _) => everything++, BpfMessageLevel.Debug);
        TestObject.Open().Dispose();

        Assert.Equal(0, warnings);
        Assert.True(everything > 10);
    }

    [Fact]
    public void Route_HandlerThrows_StaysOnThisSide()
    {
        LibBpfMessages.Route((_, _) => throw new InvalidOperationException("handler"), BpfMessageLevel.Debug);

        using var bpf = TestObject.Open();

        Assert.NotEmpty(bpf.Programs);
    }
}
