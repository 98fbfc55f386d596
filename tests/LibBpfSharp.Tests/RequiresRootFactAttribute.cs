using System.Runtime.CompilerServices;

namespace LibBpfSharp.Tests;

/// <summary>A test that loads programs into the real kernel, and is visibly skipped where it may not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresRootFactAttribute : FactAttribute
{
    public RequiresRootFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Skip = "Needs root: it loads programs into the kernel.";
        }
    }
}
