using System.Runtime.CompilerServices;

namespace MeshLens.Lab.Tests;

/// <summary>A test that needs root and the tools of <see cref="LabPrerequisites"/>; without them it is skipped and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KernelFactAttribute : FactAttribute
{
    public KernelFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) : base(file, line)
    {
        var missing = LabPrerequisites.Missing();
        if (missing.Count > 0)
        {
            Skip = string.Join(' ', missing);
        }
    }
}
