namespace Functional.Tests.Tracing;

/// <summary>How a backend behaves that is there.</summary>
internal enum Mood
{
    Takes,

    /// <summary>It takes everything, a while later.</summary>
    Slow,

    /// <summary>It breaks off, or answers what is no answer.</summary>
    Garbage,
}
