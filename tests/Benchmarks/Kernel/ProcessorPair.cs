namespace Benchmarks.Kernel;

/// <summary>Where the two ends of a conversation run.</summary>
internal readonly record struct ProcessorPair(int Client, int Server)
{
    public static ProcessorPair CrossCore { get; } = new(0, 1);

    public static ProcessorPair SameCore { get; } = new(0, 0);
}
