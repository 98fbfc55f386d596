using System.Runtime.CompilerServices;

namespace MeshLens.Lab.Tests;

/// <summary>As <see cref="KernelFactAttribute"/>, for tests with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KernelTheoryAttribute : TheoryAttribute
{
    public KernelTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) : base(file, line)
    {
        var missing = LabPrerequisites.Missing();
        if (missing.Count > 0)
        {
            Skip = string.Join(' ', missing);
        }
    }
}
