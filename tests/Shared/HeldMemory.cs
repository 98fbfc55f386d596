namespace Tests.Shared;

/// <summary>
/// What something keeps alive on the managed heap, for tests that run alone: the heap with it, less the heap without it. What other tests left
/// behind may still be collected between both, so a figure out of bounds is taken again.
/// </summary>
internal static class HeldMemory
{
    private const int Tries = 5;

    /// <summary>Bytes that what was made keeps alive; <paramref name="make"/> must hold it nowhere else.</summary>
    /// <param name="make">Makes it.</param>
    /// <param name="most">Bytes that it may hold.</param>
    public static async Task<long> OfAsync(Func<Task<object>> make, long most)
    {
        var held = 0L;
        for (var attempt = 0; attempt < Tries && (held <= 0 || held > most); attempt++)
        {
            held = await MeasureAsync(make);
        }

        return held;
    }

    private static async Task<long> MeasureAsync(Func<Task<object>> make)
    {
        var holder = new object?[1];
        await FillAsync(holder, make);
        await Task.Yield(); // What made it may have called back to here: its frames refer to what it made.
        var with = Heap();
        GC.KeepAlive(holder[0]);
        holder[0] = null;
        return with - Heap();
    }

    // Apart, so that no frame that is still running refers to it.
    private static async Task FillAsync(object?[] holder, Func<Task<object>> make) => holder[0] = await make();

    private static long Heap()
    {
        for (var round = 0; round < 3; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
