using MeshLens.Lab;
using MeshLens.Lab.Tests;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

if (LabChild.IsChild(args))
{
    return LabChild.Run(args);
}

if (args is [AbandonedOwner.Argument])
{
    return AbandonedOwner.Run();
}

return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
