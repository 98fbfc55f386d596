using System.CommandLine;

namespace MeshLens.Agent.Commands;

internal static class DoctorCommand
{
    public static Command Create() => new("doctor", "x");
}
