using System.Text;
using MeshLens.Agent.NodeProxy;

namespace MeshLens.Agent.Tests.NodeProxy;

public sealed class LogLinesTests
{
    private readonly LogLines _lines = new();
    private readonly List<string> _taken = [];

    [Theory]
    [InlineData("2024-07-02T13:41:03.203467123Z stdout F hello world", "hello world")]
    [InlineData("2024-07-02T13:41:03.203467123Z stderr F ", "")]
    [InlineData("2024-07-02T13:41:03.203467Z\tinfo\taccess\tconnection complete", "2024-07-02T13:41:03.203467Z\tinfo\taccess\tconnection complete")]
    [InlineData("2024-07-02T13:41:03Z stdout X no tag", "2024-07-02T13:41:03Z stdout X no tag")]
    [InlineData("", "")]
    public void Line_WithOrWithoutARuntimesPrefix_IsWhatTheContainerWrote(string written, string expected)
    {
        Add(written + "\n");

        Assert.Equal([expected], _taken);
    }

    [Fact]
    public void Parts_OfBothStreams_AreEachPutTogether()
    {
        Add("t stdout P one \nt stderr P ONE \nt stdout F two\nt stderr F TWO\nt stdout F three\n");

        Assert.Equal(["one two", "ONE TWO", "three"], _taken);
    }

    [Fact]
    public void Parts_ThatGrowTooLong_AreDroppedAndWhatFollowsIsNot()
    {
        var part = $"t stdout P {new string('x', 16 << 10)}\n";
        Add(part + part + part + part + part + "t stdout F end\nt stdout F next\n");

        Assert.Equal(["next"], _taken);
        Assert.Equal(1UL, _lines.Broken);
    }

    [Fact]
    public void Forget_OfPartsThatNeverEnd_LeavesNothingBehind()
    {
        Add("t stdout P one \n");
        _lines.Forget();
        Add("t stdout F two\n");

        Assert.Equal(["two"], _taken);
        Assert.Equal(1UL, _lines.Broken);
    }

    private void Add(string text) => _lines.Add(Encoding.UTF8.GetBytes(text), line => _taken.Add(Encoding.UTF8.GetString(line)));
}
