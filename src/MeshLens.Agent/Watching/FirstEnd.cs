namespace MeshLens.Agent.Watching;

/// <summary>Waits for two tasks that need each other: measuring without telling is as useless as telling without measuring.</summary>
internal static class FirstEnd
{
    /// <summary>Ends with the watching, or fails as soon as one of them fails.</summary>
    /// <param name="watching">Ends when it was asked to.</param>
    /// <param name="reporting">Must not end before the watching does.</param>
    /// <exception cref="InvalidOperationException">The reporting ended by itself.</exception>
    public static async Task Of(Task watching, Task reporting)
    {
        var first = await Task.WhenAny(watching, reporting);
        if (first == reporting)
        {
            await reporting;
            throw new InvalidOperationException("reporting to the server ended by itself.");
        }

        await watching;
    }
}
