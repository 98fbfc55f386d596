using System.Runtime.InteropServices;

namespace MeshLens.Agent.Kernel;

/// <summary>Key of the maps samples_0 and samples_1 (<c>ml_sample_key</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SampleKey
{
    public uint Flow;
    public Signal Signal;
}
