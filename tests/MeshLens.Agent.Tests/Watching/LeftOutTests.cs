using MeshLens.Agent.Streaming;
using MeshLens.Agent.Tests.Streaming;
using MeshLens.Agent.Watching;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Tests.Watching;

public sealed class LeftOutTests
{
    private readonly RecordingLogger _log = new();
    private readonly LossTally _losses = new();

    private LeftOut Create() => new(_log);

    [Fact]
    public void AddTo_TotalsThatGrow_ReportsEachOnceAndInItsOwnField()
    {
        var leftOut = Create();
        leftOut.AddTo(_losses, new(1, 2, 3, 4, 5, 6));
        leftOut.AddTo(_losses, new(11, 22, 33, 44, 55, 66, 77, 88, 99));
        var message = new Losses();
        _losses.CopyTo(message);

        Assert.Equal(
            new Losses
            {
                ShedListeners = 11,
                ShedPressures = 22,
                ListenersFromOutside = 33,
                ForgottenProcesses = 44,
                CutCgroupWalks = 55,
                UnnamedQueries = 66,
                SkippedLogBytes = 77,
                BrokenLogLines = 88,
                ShedLogRecords = 99,
            },
            message);
    }

    [Fact]
    public void AddTo_EvidenceIsLost_SaysWhatIsNotSeenAndWhatHelps()
    {
        Create().AddTo(_losses, new(1, 1, 1, 0, 0, 0));

        Assert.Collection(
            _log.Told,
            line => Assert.Contains("drops there are not seen. Watch less with --netns or --port", line, StringComparison.Ordinal),
            line => Assert.Contains("throttled process may not be recognised. Watch less with --cgroup", line, StringComparison.Ordinal),
            line => Assert.Contains("Grant CAP_SYS_ADMIN", line, StringComparison.Ordinal));
    }

    [Fact]
    public void AddTo_NothingNew_LeavesTheTallyEmpty()
    {
        var leftOut = Create();
        leftOut.AddTo(_losses, new(1, 0, 0, 0, 0, 0));
        Assert.False(_losses.IsEmpty);
        _losses.Clear();

        leftOut.AddTo(_losses, new(1, 0, 0, 0, 0, 0));

        Assert.True(_losses.IsEmpty);
        Assert.Single(_log.Told);
    }
}
