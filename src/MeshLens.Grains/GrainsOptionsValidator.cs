using Microsoft.Extensions.Options;

namespace MeshLens.Grains;

/// <summary>Checks every option and names every mistake at once, each with the fix.</summary>
internal sealed class GrainsOptionsValidator : IValidateOptions<GrainsOptions>
{
    public ValidateOptionsResult Validate(string? name, GrainsOptions options)
    {
        List<string> mistakes = [];
        Range(options.SiloPort, 0, 65535, nameof(options.SiloPort));
        Range(options.MaxEdges, 1, 1_000_000, nameof(options.MaxEdges));
        Range(options.SaveEvery, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(25), nameof(options.SaveEvery));
        Range(options.SweepEvery, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), nameof(options.SweepEvery));
        Range(options.DropIdleAfter, TimeSpan.FromMinutes(2), TimeSpan.FromHours(24), nameof(options.DropIdleAfter));
        Range(options.ForgetEdgesAfter, TimeSpan.FromHours(1), TimeSpan.FromDays(90), nameof(options.ForgetEdgesAfter));
        return mistakes is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);

        void Range<T>(T value, T least, T most, string option) where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                mistakes.Add($"{GrainsOptions.Section}:{option} is {value}; set it between {least} and {most}.");
            }
        }
    }
}
