using CsCheck;

namespace LibBpfSharp.Tests.Maps;

public sealed class FileDescriptorInfoTests
{
    [Theory]
    [InlineData("pos:\t0\nmap_type:\t1\nmemlock:\t106496\nmap_id:\t5\n", 106496)]
    [InlineData("memlock:\t0\n", 0)]
    [InlineData("memlock:\tmuch\n", 0)]
    [InlineData("pos:\t0\n", 0)]
    [InlineData("", 0)]
    public void ParseMemoryBytes_Text_FindsMemlock(string text, long expected) => Assert.Equal(expected, FileDescriptorInfo.ParseMemoryBytes(text));

    [Fact]
    public void ParseMemoryBytes_AnyText_NeverThrows() => Gen.String.Sample(text =>
    {
        _ = FileDescriptorInfo.ParseMemoryBytes("memlock:" + text);
    });
}
