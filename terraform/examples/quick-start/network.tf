# A network that costs nothing: public subnets in two zones. Tasks get public addresses to reach out with, and a security
# group that lets nobody in. Where you have private subnets with NAT, use those instead and drop assign_public_ip.

resource "aws_vpc" "this" {
  # checkov:skip=CKV2_AWS_11: flow logs cost money by the traffic, and nothing listens here.
  # checkov:skip=CKV2_AWS_12: no resource here uses the default security group.
  cidr_block           = "10.90.0.0/24"
  enable_dns_hostnames = true
  tags                 = { Name = "deploy-runner" }
}

resource "aws_subnet" "public" {
  count             = 2
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(aws_vpc.this.cidr_block, 2, count.index)
  availability_zone = "${var.region}${var.zones[count.index]}"
  tags              = { Name = "deploy-runner-${count.index}" }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.this.id
  }
}

resource "aws_route_table_association" "public" {
  count          = 2
  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public.id
}
