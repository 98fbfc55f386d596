namespace LibBpfSharp.Tests;

public sealed class DisposalRaceTests
{
    private const int Rounds = 50;

    [RootFact]
    public async Task Dispose_WhileAnotherThreadReads_EndsItWithObjectDisposed()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var bpf = TestObject.Load();
            var map = bpf.Maps["entries"].View<EntryKey, EntryValue>();
            using var reading = new ManualResetEventSlim();
            var reader = Task.Factory.StartNew(() => ReadUntilDisposed(map, reading), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            Assert.True(reading.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));

            bpf.Dispose();

            await Assert.ThrowsAsync<ObjectDisposedException>(() => reader.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        }
    }

    private static void ReadUntilDisposed(BpfMap<EntryKey, EntryValue> map, ManualResetEventSlim reading)
    {
        while (true)
        {
            Assert.False(map.TryLookup(default, out _));
            reading.Set();
        }
    }
}
