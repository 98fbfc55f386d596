namespace LibBpfSharp;

/// <summary>The error numbers on which the binding decides something; the same on every Linux architecture it runs on.</summary>
internal static class Errno
{
    public const int NotFound = 2;
    public const int Interrupted = 4;
    public const int TryAgain = 11;
    public const int Exists = 17;
    public const int NoSpace = 28;
    public const int Canceled = 125;
}
