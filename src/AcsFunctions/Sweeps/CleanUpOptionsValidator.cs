using Microsoft.Extensions.Options;

namespace AcsFunctions.Sweeps;

[OptionsValidator]
internal sealed partial class CleanUpOptionsValidator : IValidateOptions<CleanUpOptions>;
