module line_of_640 (
  input  wire        clk,
  input  wire        rst,
  input  wire        we,
  input  wire        re,
  input  wire  [9:0] waddr,
  input  wire  [9:0] raddr,
  input  wire  [3:0] mask,
  input  wire [31:0] wdata,
  output wire [31:0] rdata
);
  (* ram_style = "block" *)
  reg [31:0] ram [0:639];
  reg [31:0] ram_data_word = 32'd0;
  reg ram_data_exists = 1'b0;
  wire [31:0] ram_data = ram_data_exists ? ram_data_word : 32'd0;

  // ram: simple dual port, read first
  wire ram_we = we && waddr < 10'd640;
  always @(posedge clk) begin
    if (ram_we) begin
      ram[waddr] <= wdata;
    end
  end
  always @(posedge clk) begin
    if (re) begin
      ram_data_word <= ram[raddr];
      ram_data_exists <= raddr < 10'd640;
    end
  end

  assign rdata = ram_data;

  `ifndef SYNTHESIS
  integer k;
  initial begin
    for (k = 0; k < 640; k = k + 1) begin
      ram[k] = 32'd0;
    end
  end
  `endif

  wire _unused_ok = &{1'b0, rst, mask};
endmodule
