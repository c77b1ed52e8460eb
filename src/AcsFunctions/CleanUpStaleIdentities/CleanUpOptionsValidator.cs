using Microsoft.Extensions.Options;

namespace AcsFunctions.CleanUpStaleIdentities;

[OptionsValidator]
internal sealed partial class CleanUpOptionsValidator : IValidateOptions<CleanUpOptions>;
