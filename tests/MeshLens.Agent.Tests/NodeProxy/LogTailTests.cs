using System.Text;
using MeshLens.Agent.NodeProxy;

namespace MeshLens.Agent.Tests.NodeProxy;

public sealed class LogTailTests : IDisposable
{
    private const long Plenty = 1 << 30;

    private readonly LogFile _log = new();
    private readonly List<string> _lines = [];
    private LogTail? _tail;

    private LogTail Create(bool fromStart = true) => _tail = new(_log.Path, fromStart);

    public void Dispose()
    {
        _tail?.Dispose();
        _log.Dispose();
    }

    [Fact]
    public void Read_FileWithContent_BeginsAtItsEnd()
    {
        _log.Append("old\n");
        var tail = Create(fromStart: false);
        Read(tail);

        _log.Append("new\n");
        Read(tail);

        Assert.Equal(["new"], _lines);
    }

    [Fact]
    public void Read_FileThatEndsWithinALine_LeavesThatLineOut()
    {
        _log.Append("the beginning of ");
        var tail = Create(fromStart: false);
        Read(tail);

        _log.Append("an old line\nnew\n");
        Read(tail);

        Assert.Equal(["new"], _lines);
    }

    [Fact]
    public void Read_FileThatComesLater_IsReadFromItsBeginning()
    {
        var tail = Create(fromStart: false);
        Read(tail);

        _log.Append("first\n");
        Read(tail);

        Assert.Equal(["first"], _lines);
    }

    [Fact]
    public void Read_LineInPieces_IsPutTogether()
    {
        var tail = Create();
        foreach (var piece in new[] { "on", "e\ntw", "o\n", "three" })
        {
            _log.Append(piece);
            Read(tail);
        }

        Assert.Equal(["one", "two"], _lines);
    }

    [Fact]
    public void Read_RotatedByRenaming_LosesNothing()
    {
        var tail = Create();
        _log.Append("one\n");
        Read(tail);
        _log.Append("two\n");
        _log.Rotate();
        _log.Append("three\n");

        Read(tail);

        Assert.Equal(["one", "two", "three"], _lines);
        Assert.Equal(0UL, tail.Broken);
    }

    [Fact]
    public void Read_RotatedWithinALine_CountsItAsBroken()
    {
        var tail = Create();
        _log.Append("one\nhal");
        Read(tail);
        _log.Rotate();
        _log.Append("two\n");

        Read(tail);

        Assert.Equal(["one", "two"], _lines);
        Assert.Equal(1UL, tail.Broken);
    }

    [Fact]
    public void Read_TruncatedInPlace_ReadsWhatIsWrittenThen()
    {
        var tail = Create();
        _log.Append("a long first line\n");
        Read(tail);
        _log.Truncate();
        _log.Append("short\n");

        Read(tail);

        Assert.Equal(["a long first line", "short"], _lines);
    }

    [Fact]
    public void Read_BeyondTheBudget_GoesOnNextTime()
    {
        var tail = Create();
        _log.Append(string.Concat(Enumerable.Repeat(new string('x', 999) + "\n", 200)));

        var read = tail.Read(100_000, Take);
        var before = _lines.Count;
        Read(tail);

        Assert.InRange(read, 100_000, 200_000 - 1);
        Assert.InRange(before, 100, 199);
        Assert.Equal(200, _lines.Count);
    }

    [Fact]
    public void Read_FarBehind_SkipsToTheNewestAndCountsWhatItSkipped()
    {
        var tail = Create();
        var line = new string('x', 1023) + "\n";
        _log.Append(string.Concat(Enumerable.Repeat(line, (int)(LogTail.MostBehind / line.Length) + 1000)) + "last\n");

        Read(tail);

        Assert.Equal("last", _lines[^1]);
        Assert.InRange((long)tail.Skipped, 1, LogTail.MostBehind);
        var left = new FileInfo(_log.Path).Length - (long)tail.Skipped - _lines.Sum(each => (long)each.Length + 1);
        Assert.InRange(left, 0, 1024);
    }

    [Fact]
    public void Read_LineWithoutEnd_IsDroppedAndCountedOnce()
    {
        var tail = Create();
        _log.Append(new string('x', 3 * LineBuffer.Longest) + "\nnext\n");

        Read(tail);

        Assert.Equal(["next"], _lines);
        Assert.Equal(1UL, tail.Broken);
    }

    private void Read(LogTail tail) => tail.Read(Plenty, Take);

    private void Take(ReadOnlySpan<byte> line) => _lines.Add(Encoding.UTF8.GetString(line));
}
