using MeshLens.Agent.Watching;

namespace MeshLens.Agent.Tests.Watching;

public sealed class FirstEndTests
{
    private readonly TaskCompletionSource _watching = new();
    private readonly TaskCompletionSource _reporting = new();

    private Task Create() => FirstEnd.Of(_watching.Task, _reporting.Task);

    [Fact]
    public async Task Of_WatchingThatEnds_EndsWhileTheReportsGoOn()
    {
        var end = Create();
        Assert.False(end.IsCompleted);

        _watching.SetResult();

        await end;
    }

    [Fact]
    public async Task Of_ReportingThatDies_FailsWithItsReason()
    {
        var end = Create();

        _reporting.SetException(new FormatException("no such field"));

        Assert.Equal("no such field", (await Assert.ThrowsAsync<FormatException>(() => end)).Message);
    }

    [Fact]
    public async Task Of_ReportingThatEndsWhileThereIsMoreToReport_Fails()
    {
        var end = Create();

        _reporting.SetResult();

        await Assert.ThrowsAsync<InvalidOperationException>(() => end);
    }

    [Fact]
    public async Task Of_WatchingThatDies_FailsWithItsReason()
    {
        var end = Create();

        _watching.SetException(new FormatException("no such map"));

        await Assert.ThrowsAsync<FormatException>(() => end);
    }
}
