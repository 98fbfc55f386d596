using MeshLens.Lab.Native;

namespace MeshLens.Lab;

/// <summary>What a machine must offer before namespaces can be joined: one sentence with the fix for each thing it lacks.</summary>
public static class LabPrerequisites
{
    /// <summary>Everything that is missing, empty when the lab can run here.</summary>
    public static IReadOnlyList<string> Missing()
    {
        var missing = new List<string>();
        if (Libc.EffectiveUser() != 0)
        {
            missing.Add("The lab creates network namespaces and needs root: run it with sudo.");
        }

        if (!File.Exists("/dev/net/tun"))
        {
            missing.Add("/dev/net/tun is missing: load the tun module (modprobe tun) or pass the device into the container.");
        }

        missing.AddRange(CommandRunner.Tools.Where(tool => CommandRunner.Find(tool.Key) is null).Select(tool =>
            $"The command {tool.Key} is missing: install {tool.Value} (apt-get install {tool.Value})."));
        return missing;
    }

    /// <summary>Throws one exception that names all that is missing.</summary>
    public static void Require()
    {
        var missing = Missing();
        if (missing.Count > 0)
        {
            throw new LabException(string.Join(' ', missing));
        }
    }
}
