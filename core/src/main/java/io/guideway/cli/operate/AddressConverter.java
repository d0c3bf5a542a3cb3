package io.guideway.cli.operate;

import io.guideway.packet.IpAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Addresses on the command line. */
final class AddressConverter implements ITypeConverter<IpAddress> {
    @Override
    public IpAddress convert(final String text) {
        try {
            return IpAddress.parse(text);
        } catch (final IllegalArgumentException notOne) {
            throw new TypeConversionException(notOne.getMessage());
        }
    }
}
