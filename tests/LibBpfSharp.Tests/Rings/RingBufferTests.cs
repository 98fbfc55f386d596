using System.Runtime.CompilerServices;

namespace LibBpfSharp.Tests.Rings;

public sealed class RingBufferTests : IDisposable
{
    private readonly BpfObject? _object = Environment.IsPrivilegedProcess ? Create() : null;

    private BpfMap Events => _object!.Maps["events"];

    public void Dispose() => _object?.Dispose();

    [RootFact]
    public void Consume_SubmittedRecords_ArriveInOrder()
    {
        var sequences = new List<ulong>();
        using var ring = new RingBuffer(Events, record => sequences.Add(TestObject.Read<Event>(record).Sequence));

        Emit();

        Assert.Equal(10, ring.Consume());
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (ulong)i), sequences);
        Assert.Equal(0, ring.Consume());
    }

    [RootFact]
    public void Poll_RecordsThere_ReturnsTheirNumber()
    {
        using var ring = new RingBuffer(Events, _ => { });

        Emit();

        Assert.Equal(10, ring.Poll(TimeSpan.FromSeconds(1)));
        Assert.Equal(0, ring.Poll(TimeSpan.Zero));
    }

    [RootFact]
    public async Task Start_OwnThread_ReceivesAndStopsAtOnce()
    {
        var received = 0;
        var names = new HashSet<string?>();
        var ring = new RingBuffer(Events, _ =>
        {
            names.Add(Thread.CurrentThread.Name);
            Interlocked.Increment(ref received);
        });
        ring.Start("my-ring", Timeout.InfiniteTimeSpan);

        Emit();
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref received) == 10, TimeSpan.FromMinutes(1)));
        ring.Dispose();

        await ring.Completion.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(["my-ring"], names);
        Assert.Null(ring.Failure);
    }

    [RootFact]
    public async Task Start_HandlerThrows_StopsAndSurfaces()
    {
        var calls = 0;
        using var ring = new RingBuffer(Events, _ =>
        {
            calls++;
            throw new InvalidDataException("bad record");
        });
        ring.Start();

        Emit();

        await Assert.ThrowsAsync<InvalidDataException>(() => ring.Completion.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Equal("bad record", ring.Failure?.Message);
        Assert.Equal(1, calls);
    }

    [RootFact]
    public void Consume_HandlerThrows_ThrowsToTheCaller()
    {
        using var ring = new RingBuffer(Events, _ => throw new InvalidDataException("bad record"));
        Emit();

        Assert.Throws<InvalidDataException>(() => ring.Consume());
        Assert.Throws<InvalidDataException>(() => ring.Consume());
    }

    [RootFact]
    public async Task Dispose_FromTheHandler_EndsTheThread()
    {
        RingBuffer? ring = null;
        ring = new RingBuffer(Events, _ => ring!.Dispose());
        ring.Start();

        Emit();

        await ring.Completion.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Throws<ObjectDisposedException>(() => ring.Consume());
    }

    [RootFact]
    public void Consume_OnStartedRing_Throws()
    {
        using var ring = new RingBuffer(Events, _ => { });
        ring.Start();

        Assert.Throws<InvalidOperationException>(() => ring.Consume());
        Assert.Throws<InvalidOperationException>(() => ring.Start());
    }

    [RootFact]
    public void Constructor_NoRingBuffer_Throws()
    {
        var thrown = Assert.Throws<BpfException>(() => new RingBuffer(_object!.Maps["entries"], _ => { }));

        Assert.Equal("EINVAL", thrown.ErrnoName);
    }

    [RootFact]
    public void Add_SecondRing_IsReadByTheSameCall()
    {
        using var other = Create();
        var (first, second) = (0, 0);
        using var ring = new RingBuffer(Events, _ => first++);
        ring.Add(other.Maps["events"], _ => second++);

        Emit();
        other.Programs["emit"].TestRun();

        Assert.Equal(20, ring.Consume());
        Assert.Equal((10, 10), (first, second));
    }

    [RootFact]
    public void Dispose_Ring_LetsGoOfTheHandler()
    {
        var target = Open();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(target.IsAlive);
    }

    private static BpfObject Create() => TestObject.Load(prepare: bpf => bpf.Globals.Set("events_per_run", 10u));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Open()
    {
        var target = new List<int>();
        using var ring = new RingBuffer(Events, _ => target.Add(1));
        Emit();
        ring.Consume();
        Assert.Equal(10, target.Count);
        return new WeakReference(target);
    }

    private void Emit() => _object!.Programs["emit"].TestRun();
}
