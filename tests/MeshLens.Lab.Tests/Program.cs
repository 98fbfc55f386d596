using MeshLens.Lab;
using MeshLens.Lab.Tests;
using Xunit.MicrosoftTestingPlatform;

if (LabChild.IsChild(args))
{
    return LabChild.Run(args);
}

if (args is [AbandonedOwner.Argument])
{
    return AbandonedOwner.Run();
}

return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
